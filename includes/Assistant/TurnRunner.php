<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Assistant;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Assistant\Metrics\AnswerMetricsService;
use Aaia\Chatbot\Conversations\AnswerService;
use Aaia\Chatbot\Conversations\Generation;
use Aaia\Chatbot\Conversations\Lease;
use Aaia\Chatbot\Conversations\Parts;
use Aaia\Chatbot\Conversations\TurnState;
use Aaia\Chatbot\Storage\DatabaseFailure;
use Aaia\Chatbot\Tools\TurnContext;

/** Runs a turn that is stored: answers, and writes the answer down while it comes. */
final class TurnRunner {

	/** Text is stored this often. Seconds. */
	private const FLUSH = 0.3;

	/** A last write that the database refuses is tried this often. */
	private const TRIES = 5;

	/** @param \Closure(): AnswerMetricsService $metrics Made once the reader has the end. */
	public function __construct(
		private readonly AnswerService $answers,
		private readonly History $history,
		private readonly AnswerPipeline $answerer,
		private readonly UsageRepository $usage,
		private readonly \Closure $metrics,
	) {}

	/**
	 * Answers the question of a lease. How the answer came about is kept once its reader has the end.
	 *
	 * @param bool $builtin Answer with the built-in assistant, whatever the settings say.
	 *
	 * @return \Generator<int, AnswerProgress> The last one is final: the answer is stored as it says.
	 *
	 * @throws DatabaseFailure When the end of the answer cannot be stored; the turn's lease then expires and it is taken up again.
	 */
	public function run( Lease $lease, ClientConnection $connection, bool $builtin = false ): \Generator {
		$progress = new AnswerProgress( $lease->answer->parts );
		$flushed  = microtime( true );
		foreach ( $this->answerer->answer( $this->answer_request( $lease, $builtin ), new TurnCancellation( $this->answers, $lease, $connection ) ) as $progress ) {
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
	 * Tells the end and then keeps the metrics, also when the reader asks for nothing more.
	 *
	 * A worker that is killed in between loses them: RestoreMetrics finds such answers and computes theirs anew.
	 *
	 * @param bool $is_mine Whether the lease still stood at the end.
	 *
	 * @return \Generator<int, AnswerProgress>
	 */
	private function with_metrics( Lease $lease, AnswerProgress $last, bool $is_mine ): \Generator {
		try {
			yield $last;
		} finally {
			( $this->metrics )()->record( $lease->answer, $lease->question->text, $last, $is_mine );
		}
	}

	/** A database that does not take the figures must not spoil an answer that is stored. */
	private function count_usage( AnswerProgress $progress ): void {
		try {
			$this->usage->add_answer( 'chat', $progress );
		} catch ( DatabaseFailure $failure ) {
			do_action( 'aaia_chatbot_log', 'warning', 'Usage could not be counted: ' . $failure->getMessage() );
		}
	}

	private function answer_request( Lease $lease, bool $builtin ): AnswerRequest {
		return new AnswerRequest(
			$lease->question->text,
			$lease->is_first ? [] : $this->history->before( $lease->question ),
			new TurnContext(
				$lease->conversation->id,
				$lease->turn->locale,
				null !== $lease->conversation->person_requested,
				$lease->question->text,
				$lease->conversation->page_url,
				$lease->conversation->page_title
			),
			true,
			$lease->answer->parts,
			$builtin,
			$lease->turn->visitor_id
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
	 * The lease was lost, or the rest is not wanted: what was written stays.
	 *
	 * @return array{AnswerProgress, bool} With whether the lease still stood.
	 */
	private function stopped( Lease $lease, AnswerProgress $progress ): array {
		$mine = $this->answers->interrupt( $lease, $progress->parts, TurnState::Stopped );
		$progress->trace?->mark_end();
		$stopped = new AnswerProgress( $progress->parts, Generation::Interrupted, false, false, null, $progress->input_tokens, $progress->output_tokens, $progress->model, $progress->trace, $progress->spending );
		return [ $stopped, $mine ];
	}

	/** @return array{AnswerProgress, bool} With whether the lease still stood. */
	private function end( Lease $lease, AnswerProgress $progress ): array {
		for ( $try = 1; ; $try++ ) {
			try {
				$kept = match ( true ) {
					null !== $progress->approval => $this->answers->ask_approval( $lease, $progress->parts, $progress->approval ),
					Generation::Complete === $progress->generation => $this->answers->complete( $lease, $progress->parts, $progress->refused, $progress->offer_person ),
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
