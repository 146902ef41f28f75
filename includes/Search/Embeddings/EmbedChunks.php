<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Search\Embeddings;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Jobs\Job;
use Aaia\Chatbot\Jobs\JobHandler;
use Aaia\Chatbot\Jobs\JobQueue;
use Aaia\Chatbot\Llm\LlmFailure;
use Aaia\Chatbot\Support\Clock;

/** Job: gives chunks their vectors, in short turns, and puts away what no space holds any more. */
final class EmbedChunks implements JobHandler {

	public const NAME = 'knowledge.embed';

	/** Seconds a day: looks at all chunks again for what was missed. */
	public const EVERY_SECONDS = 86_400;

	private const SECONDS = 20.0;

	/** Batches of vectors deleted in one turn. */
	private const SWEEPS = 40;

	public function __construct(
		private readonly Embedder $embedder,
		private readonly EmbeddingSpaceRepository $spaces,
		private readonly VectorRepository $vectors,
		private readonly JobQueue $jobs,
		private readonly Clock $clock,
	) {}

	/**
	 * Asks for it; once is enough while it waits.
	 *
	 * @param string $why Asked for different reasons it may wait twice: one that waits after a failure must not hold up an owner who has put
	 *                    things right.
	 */
	public static function queue( JobQueue $jobs, ?\DateTimeImmutable $run_at = null, string $why = '' ): void {
		$jobs->push( self::NAME, [ 'go_on' => true ], $run_at, self::NAME . ':' . $why );
	}

	/** @throws LlmFailure When the server fails; the queue tries again later and later. */
	public function handle( Job $job ): void {
		$this->delete_dropped_spaces();
		$outcome = $this->embedder->run( self::SECONDS, true !== ( $job->payload['go_on'] ?? null ) );
		match ( $outcome ) {
			EmbedOutcome::MoreToDo  => self::queue( $this->jobs ),
			EmbedOutcome::Exhausted => self::queue( $this->jobs, $this->clock->now()->setTimezone( new \DateTimeZone( 'UTC' ) )->modify( 'tomorrow' ), 'later' ),
			EmbedOutcome::Busy      => self::queue( $this->jobs, $this->clock->now()->modify( '+30 seconds' ), 'later' ),
			EmbedOutcome::Off       => $this->retry_later(),
			EmbedOutcome::Done      => null,
		};
	}

	/** A space that is being filled is not forgotten when its settings could not be read just now, or are switched off for a while. */
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
