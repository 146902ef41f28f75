<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Assistant;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Assistant\Metrics\AnswerMetricsService;
use Aaia\Chatbot\Conversations\AnswerService;
use Aaia\Chatbot\Conversations\AwaitedPersonFinder;
use Aaia\Chatbot\Conversations\Generation;
use Aaia\Chatbot\Conversations\Lease;
use Aaia\Chatbot\Conversations\Parts;
use Aaia\Chatbot\Conversations\TurnState;
use Aaia\Chatbot\Storage\DatabaseFailure;
use Aaia\Chatbot\Tools\TurnContext;

/** Runs a stored turn: generates the answer and stores it while it grows. */
final class TurnRunner {

	/** Interval at which text is stored. Seconds. */
	private const FLUSH = 0.3;

	/** Most attempts of the last write when the database fails. */
	private const TRIES = 5;

	/** @param \Closure(): AnswerMetricsService $metrics Called only after the end was sent to the reader. */
	public function __construct(
		private readonly AnswerService $answers,
		private readonly History $history,
		private readonly AnswerPipeline $pipeline,
		private readonly UsageRepository $usage,
		private readonly AwaitedPersonFinder $awaited,
		private readonly \Closure $metrics,
	) {}

	/**
	 * Answers the question of a lease. Metrics are stored after the end was sent to the reader.
	 *
	 * @param bool $builtin Answer with the built-in assistant, regardless of the settings.
	 *
	 * @return \Generator<int, AnswerProgress> The last one is final and matches what is stored.
	 *
	 * @throws DatabaseFailure When the end of the answer cannot be stored; the lease then expires and the turn is recovered.
	 */
	public function run( Lease $lease, ClientConnection $connection, bool $builtin = false ): \Generator {
		$progress = new AnswerProgress( $lease->answer->parts );
		$flushed  = microtime( true );
		foreach ( $this->pipeline->answer(
			$this->answer_request( $lease, $builtin ),
			new TurnCancellation( $this->answers, $lease, $connection ),
		) as $progress ) {
			if ( $progress->is_last() ) {
				break;
			}
			yield $progress;
			if ( microtime( true ) - $flushed >= self::FLUSH ) {
				if ( ! $this->write( $lease, $progress->parts, $connection ) ) {
					$this->count_usage( $progress );
					yield from $this->with_metrics( $lease, ...$this->stopped( $lease, $progress ) );
					return;
				}
				$flushed = microtime( true );
			}
		}
		yield from $this->with_metrics( $lease, ...$this->end( $lease, $progress ) );
	}

	/**
	 * Yields the end and then stores the metrics, even when the reader stops iterating.
	 *
	 * A worker that is killed in between loses them: RestoreMetrics finds such answers and recomputes theirs.
	 *
	 * @param bool $is_mine Whether the lease was still held at the end.
	 *
	 * @return \Generator<int, AnswerProgress>
	 */
	private function with_metrics( Lease $lease, AnswerProgress $last, bool $is_mine ): \Generator {
		try {
			yield $last;
		} finally {
			( $this->metrics )()->record( $lease->answer, $lease->question->parts->text(), $last, $is_mine );
		}
	}

	/** Counts usage. A database failure here must not affect the stored answer. */
	private function count_usage( AnswerProgress $progress ): void {
		try {
			$this->usage->add_answer( 'chat', $progress );
		} catch ( DatabaseFailure $failure ) {
			do_action( 'aaia_chatbot_log', 'warning', 'Usage could not be counted: ' . $failure->getMessage() );
		}
	}

	private function answer_request( Lease $lease, bool $builtin ): AnswerRequest {
		$question = $lease->question->parts->text();
		return new AnswerRequest(
			$question,
			$lease->is_first ? [] : $this->history->before( $lease->question ),
			new TurnContext(
				$lease->conversation->id,
				$lease->turn->locale,
				null !== $lease->conversation->person_requested,
				$question,
				$lease->conversation->page_url,
				$lease->conversation->page_title,
				$this->awaited->find( $lease->conversation, $lease->turn->locale )
			),
			true,
			$lease->answer->parts,
			$builtin,
			$lease->turn->visitor_id,
			array_column( $lease->question->parts->attachments(), 'name' )
		);
	}

	private function write( Lease $lease, Parts $parts, ClientConnection $connection ): bool {
		try {
			return $this->answers->write( $lease, $parts, $connection->is_open() );
		} catch ( DatabaseFailure $failure ) {
			do_action( 'aaia_chatbot_log', 'warning', 'An answer could not be stored for a moment: ' . $failure->getMessage() );
			return true;
		}
	}

	/**
	 * Ends an answer whose lease was lost or whose rest is not wanted: the text so far is kept.
	 *
	 * @return array{AnswerProgress, bool} The state, and whether the lease was still held.
	 */
	private function stopped( Lease $lease, AnswerProgress $progress ): array {
		$mine = $this->answers->interrupt( $lease, $progress->parts, TurnState::Stopped );
		$progress->trace?->mark_end();
		$stopped = new AnswerProgress(
			$progress->parts,
			Generation::Interrupted,
			false,
			false,
			null,
			$progress->input_tokens,
			$progress->output_tokens,
			$progress->model,
			$progress->trace,
			$progress->spending,
		);
		return [ $stopped, $mine ];
	}

	/** @return array{AnswerProgress, bool} The state, and whether the lease was still held. */
	private function end( Lease $lease, AnswerProgress $progress ): array {
		for ( $try = 1; ; $try++ ) {
			try {
				$kept = match ( true ) {
					null !== $progress->approval => $this->answers->ask_approval( $lease, $progress->parts, $progress->approval ),
					Generation::Complete === $progress->generation => $this->answers->complete(
						$lease,
						$progress->parts,
						$progress->refused,
						$progress->offer_person,
					),
					default => $this->answers->interrupt( $lease, $progress->parts, $progress->offer_person ? TurnState::Failed : TurnState::Stopped ),
				};
				$this->count_usage( $progress );
				if ( ! $kept ) {
					return $this->stopped( $lease, $progress );
				}
				return [ $progress, true ];
			} catch ( DatabaseFailure $failure ) {
				if ( $try >= self::TRIES ) {
					throw $failure;
				}
				usleep( 200_000 * $try );
			}
		}
	}
}
