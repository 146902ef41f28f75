<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Improve\Bench;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Assistant\History;
use Aaia\Chatbot\Conversations\AuthorType;
use Aaia\Chatbot\Conversations\Conversation;
use Aaia\Chatbot\Conversations\Message;
use Aaia\Chatbot\Conversations\MessageRepository;
use Aaia\Chatbot\Language\LanguageNames;
use Aaia\Chatbot\Storage\Database;

/**
 * Adds cases to the test bench: typed, from a message of a conversation, or from a file.
 *
 * @phpstan-import-type Line from TestFile
 * @phpstan-import-type Fault from TestFile
 */
final class TestQuestionService {

	/** Most cases of a site: runs stay possible, and each case is looked at after a change. */
	public const MOST = 20_000;

	public function __construct(
		private readonly Database $database,
		private readonly TestQuestionRepository $questions,
		private readonly TestSources $sources,
		private readonly MessageRepository $messages,
		private readonly History $history,
	) {}

	/**
	 * Adds cases of a file; those that are there already get its expectations.
	 *
	 * @param bool $with_faults Add the valid lines although others have a fault; otherwise nothing is added then.
	 *
	 * @return array{added: int, changed: int, known: int, faults: list<Fault>}
	 */
	public function import( string $content, bool $with_faults ): array {
		[ 'lines' => $lines, 'faults' => $faults ] = TestFile::read( $content );
		$resolved = $this->sources->resolve( array_values( array_unique( array_merge( ...array_column( $lines, 'sources' ), ...[ [] ] ) ) ) );
		$good     = [];
		foreach ( $lines as $line ) {
			$unknown = array_values( array_diff( $line['sources'], array_keys( $resolved ) ) );
			if ( [] === $unknown ) {
				$good[] = $line;
			} else {
				$faults[] = [ 'line' => $line['line'], 'fault' => 'source', 'value' => $unknown[0] ];
			}
		}
		usort( $faults, static fn( array $one, array $other ): int => $one['line'] <=> $other['line'] );
		$counts = [ 'added' => 0, 'changed' => 0, 'known' => 0 ];
		if ( $this->questions->count() + count( $good ) > self::MOST ) {
			return $counts + [ 'faults' => [ [ 'line' => 0, 'fault' => 'lines', 'value' => '' ], ...$faults ] ];
		}
		if ( [] !== $faults && ! $with_faults ) {
			return $counts + [ 'faults' => $faults ];
		}
		$this->database->transaction( function () use ( $good, $resolved, &$counts ): void {
			foreach ( $good as $line ) {
				++$counts[ $this->import_line( $line, $resolved ) ];
			}
		} );
		return $counts + [ 'faults' => $faults ];
	}

	/**
	 * @param Line                  $line
	 * @param array<string, string> $resolved
	 *
	 * @return 'added'|'changed'|'known'
	 */
	private function import_line( array $line, array $resolved ): string {
		$expectation = self::expectation( $line, $resolved );
		$known       = $this->questions->same( $line['question'], $line['language'] );
		if ( null === $known ) {
			$this->questions->add( $line['question'], [], $line['language'], $expectation, 'file' );
			return 'added';
		}
		if ( $known->expectation->to_json() === $expectation->to_json() ) {
			return 'known';
		}
		$this->questions->change( $known, $line['question'], $known->history, $line['language'], $expectation );
		return 'changed';
	}

	/**
	 * The sources of a typed case, by their ids; null where one is not in the knowledge.
	 *
	 * @param Line $line
	 *
	 * @return Expectation|array{fault: string, value: string}
	 */
	public function checked( array $line ): Expectation|array {
		$fault    = TestFile::fault_of( $line );
		$resolved = null === $fault ? $this->sources->resolve( $line['sources'] ) : [];
		$unknown  = null === $fault ? array_values( array_diff( $line['sources'], array_keys( $resolved ) ) ) : [];
		return $fault ?? ( [] === $unknown ? self::expectation( $line, $resolved ) : [ 'fault' => 'source', 'value' => $unknown[0] ] );
	}

	/**
	 * What a message of a conversation makes as a case: its question with what was said before, and what its answer was from. Nothing is
	 * stored.
	 *
	 * @return ?array{question: string, language: string, sources: list<string>, refuse: bool, rating: ?string, answer: string,
	 *     history: list<\Aaia\Chatbot\Llm\ChatMessage>, message_id: int} Null when it has no question of a visitor.
	 */
	public function proposed( Conversation $conversation, Message $message ): ?array {
		$question = AuthorType::Visitor === $message->author ? $message : $this->question_of( $message );
		$answer   = AuthorType::Assistant === $message->author ? $message : null;
		$text     = null === $question ? '' : trim( $question->parts->text() );
		if ( null === $question || '' === $text ) {
			return null;
		}
		$good = null !== $answer && 'down' !== $answer->rating && ! $answer->refused;
		$urls = $good ? array_column( $answer->parts->sources(), 'url' ) : [];
		return [
			'question'   => mb_substr( $text, 0, TestQuestion::QUESTION ),
			'language'   => LanguageNames::code( $conversation->language ),
			'sources'    => array_values( array_unique( $this->sources->resolve( array_values( array_filter( $urls ) ) ) ) ),
			'refuse'     => false,
			'rating'     => $answer?->rating,
			'answer'     => null === $answer ? '' : $answer->parts->text(),
			'history'    => $this->history->before( $question ),
			'message_id' => $message->id,
		];
	}

	private function question_of( Message $message ): ?Message {
		$question = null === $message->question_id ? null : $this->messages->by_id( $message->question_id );
		if ( null !== $question ) {
			return $question;
		}
		foreach ( array_reverse( $this->messages->thread( $message->conversation_id, 20, false, $message->id ) ) as $earlier ) {
			if ( AuthorType::Visitor === $earlier->author ) {
				return $earlier;
			}
		}
		return null;
	}

	/**
	 * @param Line                  $line
	 * @param array<string, string> $resolved
	 */
	private static function expectation( array $line, array $resolved ): Expectation {
		return new Expectation(
			array_values( array_unique( array_map( static fn( string $source ): string => $resolved[ $source ], $line['sources'] ) ) ),
			$line['contains'],
			$line['lacks'],
			$line['refuse'],
			$line['reference'],
		);
	}
}
