<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Search\Embeddings;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Jobs\Job;
use Aaia\Chatbot\Jobs\JobHandler;
use Aaia\Chatbot\Jobs\JobQueue;
use Aaia\Chatbot\Llm\LlmFailure;
use Aaia\Chatbot\Support\Clock;

/** Job: embeds chunks, in short runs, and deletes the vectors of dropped spaces. */
final class EmbedChunks implements JobHandler {

	public const NAME = 'knowledge.embed';

	/** Seconds. Once a day all chunks are examined again for missing vectors. */
	public const EVERY_SECONDS = 86_400;

	private const SECONDS = 20.0;

	/** Batches of vectors deleted per run. */
	private const SWEEPS = 40;

	public function __construct(
		private readonly Embedder $embedder,
		private readonly EmbeddingSpaceRepository $spaces,
		private readonly VectorRepository $vectors,
		private readonly JobQueue $jobs,
		private readonly Clock $clock,
	) {}

	/**
	 * Queues the job, once per reason while it waits.
	 *
	 * @param string $why Reason. Jobs of different reasons wait side by side: one that waits after a failure must not delay an owner who has
	 *                    fixed the cause.
	 */
	public static function queue( JobQueue $jobs, ?\DateTimeImmutable $run_at = null, string $why = '' ): void {
		$jobs->push( self::NAME, [ 'go_on' => true ], $run_at, self::NAME . ':' . $why );
	}

	/** @throws LlmFailure When the server fails; the queue retries with growing pauses. */
	public function handle( Job $job ): void {
		$this->delete_dropped_spaces();
		$outcome = $this->embedder->run( self::SECONDS, true !== ( $job->payload['go_on'] ?? null ) );
		match ( $outcome ) {
			EmbedOutcome::MoreToDo  => self::queue( $this->jobs ),
			EmbedOutcome::Exhausted => self::queue(
				$this->jobs,
				$this->clock->now()->setTimezone( new \DateTimeZone( 'UTC' ) )->modify( 'tomorrow' ),
				'later',
			),
			EmbedOutcome::Busy      => self::queue( $this->jobs, $this->clock->now()->modify( '+30 seconds' ), 'later' ),
			EmbedOutcome::Off       => $this->retry_later(),
			EmbedOutcome::Done      => null,
		};
	}

	/** Queues a later run for a space being built when its settings are unreadable or switched off for a while. */
	private function retry_later(): void {
		if ( [] !== $this->spaces->in_state( EmbeddingSpaceState::Building ) ) {
			self::queue( $this->jobs, $this->clock->now()->modify( '+10 minutes' ), 'later' );
		}
	}

	private function delete_dropped_spaces(): void {
		foreach ( $this->spaces->in_state( EmbeddingSpaceState::Dropped ) as $space ) {
			for ( $sweep = 0; $this->vectors->delete_some( $space->id ); $sweep++ ) {
				if ( $sweep >= self::SWEEPS ) {
					self::queue( $this->jobs );
					return;
				}
			}
			$this->spaces->delete_dropped( $space->id );
		}
	}
}
