<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Improve\Bench;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Content\Sources\AnswerRepository;
use Aaia\Chatbot\Content\Sources\AnswerService;
use Aaia\Chatbot\Content\Sources\AnswerSource;
use Aaia\Chatbot\Content\Sources\PublicationCheck;
use Aaia\Chatbot\Improve\Replay;
use Aaia\Chatbot\Improve\ReplayedAnswer;
use Aaia\Chatbot\Language\Stemmer;
use Aaia\Chatbot\Language\StopWords;
use Aaia\Chatbot\Language\Tokenizer;
use Aaia\Chatbot\Search\Passage;
use Aaia\Chatbot\Storage\Database;
use Aaia\Chatbot\Support\Clock;
use Aaia\Chatbot\Support\Time;

/**
 * Tells before an answer is published, changed or deleted which good cases of the test bench would turn bad.
 *
 * Tried with the built-in assistant, with the change in place in a transaction that is undone. Only cases that share words with the answer
 * are tried, those that share most first, for some seconds; the rest are run after the change (RunTouched).
 *
 * @phpstan-import-type Turned from PublicationCheck
 */
final class BenchGuard implements PublicationCheck {

	/** Most cases that are tried, of one transaction, and seconds. */
	private const CASES   = 60;
	private const AT_ONCE = 8;
	private const SECONDS = 6.0;

	private const PAGE = 500;

	public function __construct(
		private readonly Database $database,
		private readonly Clock $clock,
		private readonly TestQuestionRepository $questions,
		private readonly TestRunRepository $runs,
		private readonly TestSources $sources,
		private readonly TestRunner $runner,
		private readonly Replay $replay,
		private readonly AnswerService $answers,
		private readonly AnswerRepository $written,
		private readonly AnswerSource $source,
	) {}

	public function turned_bad( ?string $id, string $question, string $answer, string $language ): array {
		$known = null === $id ? null : $this->written->find( $id );
		return $this->check(
			fn() => null === $known
				? $this->answers->add( $question, $answer, $language, 0 )
				: $this->answers->change( $known, $question, $answer, $language ),
			$question . ' ' . $answer,
			$id,
		);
	}

	public function turned_bad_without( string $id ): array {
		$known = $this->written->find( $id );
		return null === $known ? [] : $this->check( fn() => $this->answers->remove( $known ), '', $id );
	}

	public function note_override( array $turned, string $reason, int $user_id ): void {
		$this->database->insert(
			'test_overrides',
			[
				'user_id'    => $user_id,
				'reason'     => $reason,
				'cases'      => (string) wp_json_encode( array_column( $turned, 'id' ) ),
				'created_at' => Time::to_database( $this->clock->now() ),
			]
		);
	}

	/**
	 * The good cases that any change would turn bad.
	 *
	 * @param \Closure(): mixed $change Writes to the database only; undone.
	 * @param string            $words  What it is about: cases that share no word with it are not tried.
	 * @param ?string           $id     The answer by hand that it changes; cases that were answered from it are tried first.
	 *
	 * @return list<Turned>
	 */
	public function check( \Closure $change, string $words, ?string $id = null ): array {
		$until  = microtime( true ) + self::SECONDS;
		$turned = [];
		foreach ( array_chunk( $this->concerned( $words, $id ), self::AT_ONCE ) as $cases ) {
			if ( microtime( true ) >= $until ) {
				break;
			}
			$answers = $this->replay->as_if(
				$change,
				fn(): array => array_map( fn( TestQuestion $case ): ReplayedAnswer => $this->runner->ask( $case, true ), $cases ),
			);
			foreach ( $cases as $index => $case ) {
				$after = $answers[ $index ];
				if ( [] === self::failures( $case, $after ) ) {
					continue;
				}
				$before = $this->runner->ask( $case, true );
				if ( [] === self::failures( $case, $before ) ) {
					$turned[] = [
						'id'       => $case->public_id,
						'question' => $case->question,
						'before'   => $before->text,
						'after'    => $after->text,
					];
				}
			}
		}
		return $turned;
	}

	/** @return list<TestQuestion> Good cases that share words with an answer or were answered from it; the closest first. */
	private function concerned( string $words, ?string $id ): array {
		$about    = array_flip( self::stems( $words ) );
		$document = null === $id ? null : $this->sources->row_id( $this->source->external_id( $id ) );
		$found    = [];
		$shared   = [];
		$last     = 0;
		do {
			$cases   = $this->questions->after( $last, self::PAGE );
			$results = $this->runs->results( array_values( array_filter(
				array_map( static fn( TestQuestion $case ): ?int => $case->builtin_result ?? $case->now_result, $cases ),
			) ) );
			foreach ( $cases as $case ) {
				$last   = $case->id;
				$result = $results[ $case->builtin_result ?? $case->now_result ?? 0 ] ?? null;
				if ( null !== $result && 'passed' !== $result['verdict'] ) {
					continue;
				}
				$score  = count( array_intersect_key( array_flip( self::stems( $case->question ) ), $about ) );
				$score += null !== $document && in_array(
					$document,
					(array) json_decode( (string) ( $result['found'] ?? '' ), true ),
					true,
				) ? 100 : 0;
				if ( $score > 0 ) {
					$found[ $case->id ]  = $case;
					$shared[ $case->id ] = $score;
				}
			}
		} while ( [] !== $cases );
		arsort( $shared );
		return array_map( static fn( int $case ): TestQuestion => $found[ $case ], array_slice( array_keys( $shared ), 0, self::CASES ) );
	}

	/** @return list<array{kind: string, value: string}> */
	private static function failures( TestQuestion $case, ReplayedAnswer $answer ): array {
		$cited = array_map( static fn( Passage $passage ): string => $passage->external_id, $answer->cited );
		return $case->expectation->failures( $answer->text, $answer->refused, $cited );
	}

	/** @return list<string> */
	private static function stems( string $text ): array {
		return array_values( array_unique( array_map( Stemmer::stem( ... ), StopWords::remove( Tokenizer::words( $text ) ) ) ) );
	}
}
