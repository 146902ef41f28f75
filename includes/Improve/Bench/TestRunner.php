<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Improve\Bench;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Assistant\Cost\PriceList;
use Aaia\Chatbot\Assistant\UsageRepository;
use Aaia\Chatbot\Content\Sources\AnswerRepository;
use Aaia\Chatbot\Content\Sources\AnswerService;
use Aaia\Chatbot\Conversations\Generation;
use Aaia\Chatbot\Events\EventLog;
use Aaia\Chatbot\Events\EventType;
use Aaia\Chatbot\Improve\Replay;
use Aaia\Chatbot\Improve\ReplayedAnswer;
use Aaia\Chatbot\Language\LanguageNames;
use Aaia\Chatbot\Llm\LlmClientRegistry;
use Aaia\Chatbot\Search\Passage;
use Aaia\Chatbot\Settings\Settings;
use Aaia\Chatbot\Storage\Database;
use Aaia\Chatbot\Support\Clock;

/**
 * Runs the test bench: begins a run, continues it for some seconds at a time, ends it.
 *
 * A result is recorded in the run and nowhere else, except that calls of a paid model count in the site's costs and caps, because they are
 * paid for. One run goes on at a time.
 */
final class TestRunner {

	/** Source of a paid model's usage. */
	public const USAGE = 'tests';

	/** Cases between two looks at whether the run was cancelled; with a draft in place, also those of one transaction. */
	private const STEP = 10;

	/** A run that did not move for so long belongs to a process that died. */
	private const DEAD = '-1 hour';

	/** Failures of the model after which a run ends, when most cases fail. */
	private const ERRORS = 5;

	/** Confidence of a passage from which its document touches a case. */
	private const MATTERS = 0.25;

	/** Bytes of an answer that are kept. */
	private const ANSWER = 60_000;

	/** A run with a model without a price may take so many times the tokens that were estimated. */
	private const TOKENS_MORE = 1.5;

	public function __construct(
		private readonly Database $database,
		private readonly TestQuestionRepository $questions,
		private readonly TestRunRepository $runs,
		private readonly TestSources $sources,
		private readonly Replay $replay,
		private readonly Settings $settings,
		private readonly LlmClientRegistry $clients,
		private readonly PriceList $prices,
		private readonly UsageRepository $usage,
		private readonly CostEstimate $estimate,
		private readonly Judge $judge,
		private readonly AnswerService $answers,
		private readonly AnswerRepository $written,
		private readonly EventLog $events,
		private readonly TestAlerts $alerts,
		private readonly Clock $clock,
	) {}

	/**
	 * Begins a run; step() does the work.
	 *
	 * @param string     $cause   Constant of TestRun.
	 * @param bool       $builtin The built-in assistant instead of the model of the settings.
	 * @param ?list<int> $only    Row ids of its cases; null for all.
	 * @param bool       $judge   A model also gives its opinion.
	 *
	 * @throws RunRefused
	 * @throws \Aaia\Chatbot\Settings\InvalidSetting The candidate's settings could not be saved either.
	 */
	public function begin(
		string $cause,
		Candidate $candidate = new Candidate(),
		bool $builtin = false,
		?array $only = null,
		bool $judge = false,
		?int $cap_micro = null,
		?int $cap_tokens = null,
		?int $user_id = null,
	): TestRun {
		$live = $this->runs->live();
		if ( null !== $live && $live->moved_at < $this->clock->now()->modify( self::DEAD ) ) {
			$this->runs->end( $live, TestRun::STOPPED, TestRun::DIED );
		} elseif ( null !== $live ) {
			throw new RunRefused( RunRefused::RUNNING );
		}
		if ( [] === $only || 0 === $this->questions->count() ) {
			throw new RunRefused( RunRefused::EMPTY );
		}
		if ( isset( $candidate->draft['id'] ) && null === $this->written->find( $candidate->draft['id'] ) ) {
			throw new RunRefused( RunRefused::DRAFT );
		}
		$builtin = $builtin || null !== $candidate->draft;
		$model   = $builtin ? PriceList::BUILTIN : $this->model( $candidate );
		if ( PriceList::BUILTIN !== $model && null === $cap_micro && null === $cap_tokens && ! $this->is_free( $model ) ) {
			throw new RunRefused( RunRefused::CAP );
		}
		if ( PriceList::BUILTIN !== $model && null === $cap_tokens && null === $this->prices->for_model( $model ) ) {
			// An amount never stops a model whose price nobody knows.
			$count      = null === $only ? $this->questions->count() : count( $only );
			$cap_tokens = (int) ceil( self::TOKENS_MORE * $count * $this->estimate->per_case( $model )['tokens'] );
		}
		$lane = ! $candidate->is_empty() ? TestRun::CANDIDATE : ( $builtin ? TestRun::BUILTIN : TestRun::NOW );
		return $this->runs->begin( $cause, $lane, $candidate, $model, $only, $judge, $cap_micro, $cap_tokens, $user_id )
			?? throw new RunRefused( RunRefused::RUNNING );
	}

	/** The model that answers with a candidate's settings. */
	public function model( Candidate $candidate ): string {
		return $this->settings->with( $candidate->settings, fn(): string => $this->clients->chosen()->capabilities()->model );
	}

	public function is_free( string $model ): bool {
		$price = $this->prices->for_model( $model );
		return null !== $price && 0 === $price->input && 0 === $price->output;
	}

	/**
	 * Continues a run.
	 *
	 * @return bool Whether it has ended.
	 */
	public function step( TestRun $run, float $seconds ): bool {
		$until = microtime( true ) + $seconds;
		return $this->settings->with( $run->candidate->settings, function () use ( $run, $until ): bool {
			do {
				$now = $this->runs->by_id( $run->id );
				if ( null === $now || TestRun::RUNNING !== $now->state ) {
					return true;
				}
				$waiting = $this->runs->waiting( $run->id, self::STEP );
				if ( [] === $waiting ) {
					$this->finish( $now );
					return true;
				}
				$stop = $this->run_cases( $now, $waiting, $until );
				if ( null !== $stop ) {
					$this->runs->end( $now, TestRun::STOPPED, $stop );
					return true;
				}
			} while ( microtime( true ) < $until );
			return false;
		} );
	}

	public function cancel( TestRun $run ): void {
		$this->runs->end( $run, TestRun::CANCELLED );
	}

	/**
	 * Answers some cases and stores their results.
	 *
	 * @param array<int, int> $waiting Row id of the case, by row id of its result.
	 *
	 * @return ?string Why the run must stop; null when it goes on.
	 */
	private function run_cases( TestRun $run, array $waiting, float $until ): ?string {
		$cases = [];
		foreach ( $this->questions->by_ids( array_values( $waiting ) ) as $case ) {
			$cases[ $case->id ] = $case;
		}
		$wanted    = array_merge(
			...array_map( static fn( TestQuestion $case ): array => $case->expectation->sources, array_values( $cases ) ),
			...[ [] ],
		);
		$there     = $this->sources->described( $wanted );
		$compared  = $this->runs->results( array_values( array_filter(
			array_map( fn( TestQuestion $case ): ?int => $this->last_result( $run, $case ), $cases ),
		) ) );
		$draft     = $run->candidate->draft;
		$asked     = null === $draft ? [] : $this->replay->as_if(
			fn() => $this->publish( $draft ),
			fn(): array => array_map( fn( TestQuestion $case ): array => $this->timed( $run, $case ), $cases ),
		);
		$sum       = [ 0, 0 ];
		$per_case  = PriceList::BUILTIN === $run->model ? [ 'micro' => 0, 'tokens' => 0 ] : $this->estimate->per_case( $run->model );
		try {
			foreach ( $waiting as $result_id => $question_id ) {
				$case = $cases[ $question_id ] ?? null;
				if ( null === $case ) {
					$this->runs->drop( $result_id );
					continue;
				}
				if (
					null !== $run->cap_micro && $run->micro + $sum[0] + (int) $per_case['micro'] > $run->cap_micro
					|| null !== $run->cap_tokens && $run->tokens + $sum[1] + $per_case['tokens'] > $run->cap_tokens
				) {
					return TestRun::CAP;
				}
				[ $answer, $ms ] = $asked[ $question_id ] ?? $this->timed( $run, $case );
				if ( true === $answer->state->trace?->capped ) {
					return TestRun::CAP;
				}
				$before = $compared[ (int) $this->last_result( $run, $case ) ] ?? null;
				[ $data, $micro, $tokens ] = $this->result( $run, $case, $answer, array_diff( $case->expectation->sources, array_keys( $there ) ) );
				$sum[0] += $micro;
				$sum[1] += $tokens;
				$this->runs->store( $result_id, $data + [
					'ms'        => $ms,
					'before_id' => null === $before ? null : (int) $before['id'],
					'compared'  => self::compared( $data, $before ),
				] );
				if ( microtime( true ) >= $until ) {
					break;
				}
			}
		} finally {
			$this->runs->moved( $run->id, ...$sum );
		}
		$counts = $this->runs->counts( [ $run->id ] )[ $run->id ];
		return $counts['error'] >= self::ERRORS && $counts['error'] > $counts['passed'] + $counts['failed'] ? TestRun::MODEL : null;
	}

	/** The result that a case's new one is compared with. */
	private function last_result( TestRun $run, TestQuestion $case ): ?int {
		$builtin = TestRun::BUILTIN === $run->lane || null !== $run->candidate->draft;
		return $builtin ? $case->builtin_result : $case->now_result ?? $case->builtin_result;
	}

	/** @return array{ReplayedAnswer, int} The answer and its milliseconds. */
	private function timed( TestRun $run, TestQuestion $case ): array {
		$began  = hrtime( true );
		$answer = $this->ask( $case, TestRun::BUILTIN === $run->lane || null !== $run->candidate->draft );
		return [ $answer, intdiv( hrtime( true ) - $began, 1_000_000 ) ];
	}

	/** Asks a case's question. */
	public function ask( TestQuestion $case, bool $builtin ): ReplayedAnswer {
		return $this->replay->ask( $case->question, self::locale( $case->language ), $case->history, $builtin );
	}

	/**
	 * Publishes a draft, inside a transaction that is undone.
	 *
	 * @param array{id: ?string, question: string, answer: string, language: string} $draft
	 */
	private function publish( array $draft ): void {
		$known = null === $draft['id'] ? null : $this->written->find( $draft['id'] );
		if ( null === $known ) {
			$this->answers->add( $draft['question'], $draft['answer'], $draft['language'], 0 );
		} else {
			$this->answers->change( $known, $draft['question'], $draft['answer'], $draft['language'] );
		}
	}

	/**
	 * @param array<string> $gone Expected sources that are not there any more.
	 *
	 * @return array{array<string, string|int|null>, int, int} Columns, and what it cost in money and tokens.
	 */
	private function result( TestRun $run, TestQuestion $case, ReplayedAnswer $answer, array $gone ): array {
		$cited    = array_values( array_unique( array_map( static fn( Passage $passage ): string => $passage->external_id, $answer->cited ) ) );
		$failures = $case->expectation->failures( $answer->text, $answer->refused, $cited );
		$is_gone  = [] !== $gone && count( $gone ) === count( $case->expectation->sources );
		$is_error = Generation::Complete !== $answer->state->generation
			|| PriceList::BUILTIN !== $run->model && PriceList::BUILTIN === $answer->model;
		$paid     = PriceList::BUILTIN !== $run->model;
		$micro    = $paid ? $answer->state->spending?->cost( $this->prices ) : 0;
		$tokens   = $answer->state->input_tokens + $answer->state->output_tokens;
		if ( $paid ) {
			$this->usage->add_answer( self::USAGE, $answer->state );
		}
		$opinion = $run->judge && ! $is_error && '' !== $case->expectation->reference
			? $this->judge->opinion( $case->question, $case->expectation->reference, $answer->text )
			: null;
		return [
			[
				'verdict'    => match ( true ) {
					$is_error         => 'error',
					$is_gone          => 'gone',
					[] === $failures  => 'passed',
					default           => 'failed',
				},
				'failures'   => self::json( $is_gone
					? [ ...array_map( static fn( string $id ): array => [ 'kind' => 'gone', 'value' => $id ], array_values( $gone ) ), ...$failures ]
					: $failures ),
				'answer'     => mb_strcut( $answer->text, 0, self::ANSWER, 'UTF-8' ),
				'refused'    => $answer->refused ? 1 : 0,
				'model'      => mb_substr( $answer->model, 0, 100 ),
				'sources'    => self::json( $cited ),
				'found'      => self::json( self::documents( [ ...$answer->cited, ...array_filter( $answer->found, self::matters( ... ) ) ] ) ),
				'micro'      => null === $opinion ? $micro : (int) $micro + (int) $opinion['micro'],
				'judged'     => $opinion['verdict'] ?? '',
				'judged_why' => $opinion['why'] ?? null,
			],
			(int) $micro + (int) ( $opinion['micro'] ?? 0 ),
			$tokens + ( $opinion['tokens'] ?? 0 ),
		];
	}

	/**
	 * Compares a result with the last one of the same case.
	 *
	 * @param array<string, string|int|null> $now
	 * @param ?array<string, ?string>        $before
	 *
	 * @return 'better'|'same'|'worse'|'new'|''
	 */
	private static function compared( array $now, ?array $before ): string {
		if ( 'error' === $now['verdict'] ) {
			return '';
		}
		if ( null === $before ) {
			return 'new';
		}
		$rank = static fn( array $result ): array => [
			'passed' === $result['verdict'] ? 1 : 0,
			-count( (array) json_decode( (string) $result['failures'], true ) ),
		];
		return [ 'worse', 'same', 'better' ][ ( $rank( $now ) <=> $rank( $before ) ) + 1 ];
	}

	private function finish( TestRun $run ): void {
		$this->database->transaction( function () use ( $run ): void {
			if ( ! $this->runs->end( $run, TestRun::DONE, '', $this->runs->fingerprint( $run->id ) ) ) {
				return;
			}
			if ( TestRun::CANDIDATE !== $run->lane ) {
				$this->runs->keep_for_comparison( $run, [
					...( TestRun::NOW === $run->lane ? [ 'now_result' ] : [] ),
					...( PriceList::BUILTIN === $run->model ? [ 'builtin_result' ] : [] ),
				] );
			}
			$counts = $this->runs->counts( [ $run->id ] )[ $run->id ];
			$this->events->append( EventType::TestsEnded, null, null, [
				'run'    => $run->id,
				'cause'  => $run->cause,
				'passed' => $counts['passed'],
				'failed' => $counts['failed'] + $counts['gone'],
				'better' => $counts['better'],
				'worse'  => $counts['worse'],
			] );
			if ( $counts['worse'] > 0 && in_array( $run->cause, [ TestRun::BY_SCHEDULE, TestRun::BY_CHANGE ], true ) ) {
				$this->alerts->raise( $run );
			}
		} );
		$this->runs->purge();
	}

	/** Whether a passage holds enough of a question that a change of it can change the answer. */
	public static function matters( Passage $passage ): bool {
		return $passage->confidence >= self::MATTERS;
	}

	/**
	 * @param array<Passage> $passages
	 *
	 * @return list<int> Row ids of their documents.
	 */
	public static function documents( array $passages ): array {
		return array_values(
			array_unique( array_map( static fn( Passage $passage ): int => $passage->document_id, array_values( $passages ) ) ),
		);
	}

	/** @param list<mixed> $list */
	private static function json( array $list ): string {
		return (string) wp_json_encode( $list, JSON_UNESCAPED_UNICODE | JSON_UNESCAPED_SLASHES | JSON_INVALID_UTF8_SUBSTITUTE );
	}

	/** A locale of the site in a language, else the language itself; the site's own without one. */
	private static function locale( string $language ): string {
		foreach ( [ get_locale(), 'en_US', 'fr_FR', ...get_available_languages() ] as $locale ) {
			if ( '' === $language || LanguageNames::code( $locale ) === $language ) {
				return $locale;
			}
		}
		return $language;
	}
}
