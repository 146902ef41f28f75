<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Alerts\Rules;

use Aaia\Chatbot\Alerts\AlertKind;
use Aaia\Chatbot\Storage\Database;
use Aaia\Chatbot\Support\Text;
use Aaia\Chatbot\Support\Time;

/** Tries a rule on past messages before it is saved. */
final class RuleTrial {

	/** Newest messages of visitors that are looked at. */
	private const MESSAGES = 500;

	/** Matches that are shown. */
	private const SHOWN = 10;

	public function __construct(
		private readonly Database $database,
		private readonly RuleMatcher $matcher,
	) {}

	/** @return array{checked: int, found: int, examples: list<array{conversation: string, text: string, matched: string}>, fault: ?string} */
	public function run( AlertKind $kind, RuleDefinition $definition ): array {
		$rule   = new AlertRule( 0, '', '', $kind, true, $definition );
		$answer = [
			'checked'  => 0,
			'found'    => 0,
			'examples' => [],
			'fault'    => null,
		];
		foreach ( $this->messages() as $row ) {
			++$answer['checked'];
			try {
				$matched = $this->matcher->matched( $rule, new Situation( $kind, (string) $row['text'], (string) $row['language'], (string) $row['page_url'], Time::required( $row['created_at'] ) ) );
			} catch ( \RangeException $failure ) {
				$answer['fault'] = $failure->getMessage();
				break;
			}
			if ( null !== $matched ) {
				++$answer['found'];
				if ( count( $answer['examples'] ) < self::SHOWN ) {
					$answer['examples'][] = [
						'conversation' => (string) $row['public_id'],
						'text'         => Text::truncate( Text::line( (string) $row['text'] ), 160 ),
						'matched'      => $matched,
					];
				}
			}
		}
		return $answer;
	}

	/** @return list<array<string, ?string>> */
	private function messages(): array {
		return $this->database->rows(
			'SELECT m.text, m.created_at, c.language, c.page_url, c.public_id FROM %i m JOIN %i c ON c.id = m.conversation_id WHERE m.id > ( SELECT COALESCE( MAX( id ), 0 ) FROM %i ) - %d AND m.author_type = %s ORDER BY m.id DESC LIMIT %d',
			$this->database->table( 'messages' ),
			$this->database->table( 'conversations' ),
			$this->database->table( 'messages' ),
			self::MESSAGES * 4,
			'visitor',
			self::MESSAGES
		);
	}
}
