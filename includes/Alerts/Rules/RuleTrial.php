<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Alerts\Rules;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Alerts\AlertTemplates;
use Aaia\Chatbot\Assistant\Conditions\BoundedRegex;
use Aaia\Chatbot\Assistant\Conditions\ConditionContext;
use Aaia\Chatbot\Assistant\Conditions\ConditionMatcher;
use Aaia\Chatbot\Assistant\Conditions\Trigger;
use Aaia\Chatbot\Assistant\FrustrationDetector;
use Aaia\Chatbot\Conversations\ConversationAccess;
use Aaia\Chatbot\Llm\ChatMessage;
use Aaia\Chatbot\Storage\Database;
use Aaia\Chatbot\Support\Text;
use Aaia\Chatbot\Support\Time;

/** Tries a rule on past messages before it is saved. */
final class RuleTrial {

	/** Newest messages of visitors that are tried. */
	private const MESSAGES = 500;

	/** Earlier messages of a conversation that are checked for frustration. */
	private const BEFORE = 12;

	private const VISITOR = 'visitor';

	/** Matches that are shown. */
	private const SHOWN = 10;

	/** Nanoseconds for all messages: the owner waits for the answer. */
	private const TIME = 5_000_000_000;

	public function __construct(
		private readonly Database $database,
		private readonly ConversationAccess $access,
		private readonly ConditionMatcher $matcher,
		private readonly AlertTemplates $templates,
		private readonly FrustrationDetector $frustration = new FrustrationDetector(),
	) {}

	/** @return array{checked: int, found: int, examples: list<array{conversation: string, text: string, matched: string}>, fault: ?string} */
	public function run( Trigger $kind, RuleDefinition $definition ): array {
		$answer = [
			'checked'  => 0,
			'found'    => 0,
			'examples' => [],
			'fault'    => null,
		];
		$rows  = $this->messages();
		$signs = Trigger::Frustration === $kind ? $this->signs( $rows ) : [];
		$until = hrtime( true ) + self::TIME;
		foreach ( array_slice(
			array_filter( $rows, static fn( array $row ): bool => self::VISITOR === $row['author_type'] ),
			0,
			self::MESSAGES
		) as $row ) {
			++$answer['checked'];
			try {
				if ( hrtime( true ) > $until ) {
					throw new \RangeException( 'Time limit exhausted' );
				}
				$matched = $this->matcher->matched( $kind, $definition->condition, new ConditionContext(
					$kind,
					(string) $row['text'],
					(string) $row['language'],
					(string) $row['page_url'],
					Time::required( $row['created_at'] ),
					'',
					$signs[ (int) $row['id'] ] ?? '',
					true
				) );
			} catch ( \RangeException $failure ) {
				$answer['fault'] = BoundedRegex::explain( $failure->getMessage() );
				break;
			}
			if ( null !== $matched ) {
				++$answer['found'];
				if ( count( $answer['examples'] ) < self::SHOWN ) {
					$answer['examples'][] = [
						'conversation' => (string) $row['public_id'],
						'text'         => Text::truncate( Text::line( (string) $row['text'] ), 160 ),
						'matched'      => $this->templates->matched( $kind, $matched ),
					];
				}
			}
		}
		return $answer;
	}

	/**
	 * Signs of frustration by message, found with the earlier messages that were read.
	 *
	 * @param list<array<string, ?string>> $rows Newest first.
	 *
	 * @return array<int, string>
	 */
	private function signs( array $rows ): array {
		$history = [];
		$signs   = [];
		foreach ( array_reverse( $rows ) as $row ) {
			$conversation = (string) $row['public_id'];
			$before       = array_slice( $history[ $conversation ] ?? [], -self::BEFORE );
			$sign         = self::VISITOR === $row['author_type'] ? $this->frustration->detect( (string) $row['text'], $before ) : null;
			if ( null !== $sign ) {
				$signs[ (int) $row['id'] ] = $sign->value;
			}
			$history[ $conversation ] = [
				...$before,
				new ChatMessage( self::VISITOR === $row['author_type'] ? 'user' : 'assistant', (string) $row['text'], 1 === (int) $row['refused'] ),
			];
		}
		return $signs;
	}

	/** @return list<array<string, ?string>> */
	private function messages(): array {
		return $this->database->rows(
			'SELECT m.id, m.text, m.author_type, m.refused, m.created_at, c.language, c.page_url, c.public_id'
				. ' FROM %i m JOIN %i c ON c.id = m.conversation_id WHERE m.id > ( SELECT COALESCE( MAX( id ), 0 )'
				. ' FROM %i ) - %d AND m.private = 0 AND ' . $this->access->condition() . ' ORDER BY m.id DESC LIMIT %d',
			$this->database->table( 'messages' ),
			$this->database->table( 'conversations' ),
			$this->database->table( 'messages' ),
			self::MESSAGES * 4,
			self::MESSAGES * 4
		);
	}
}
