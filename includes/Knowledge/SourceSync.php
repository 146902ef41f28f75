<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Knowledge;

use Aaia\Chatbot\Support\Clock;

/**
 * Brings everything of a source into the index, and takes out what is no longer there.
 *
 * Its position is kept after every few documents, so a sync that was killed goes on where it was. Two at once do no harm:
 * putting in what is there already changes nothing.
 */
final class SourceSync {

	/** Documents after which the position is kept. */
	private const STEP = 20;

	public function __construct(
		private readonly KnowledgeService $service,
		private readonly SourceRepository $sources,
		private readonly Clock $clock,
	) {}

	/**
	 * Goes on with a sync, or begins one.
	 *
	 * @param float                         $seconds  Stop after this time.
	 * @param ?callable(SourceState): void  $progress Told after every few documents.
	 *
	 * @return bool Whether the sync is complete; otherwise call again.
	 *
	 * @throws \Aaia\Chatbot\Storage\DatabaseFailure What was put in stays in; call again.
	 */
	public function run( KnowledgeSource $source, float $seconds, ?callable $progress = null ): bool {
		$id    = $this->sources->id( $source->name(), $source->label() );
		$state = $this->sources->state( $id );
		if ( ! $state->running ) {
			$this->sources->start( $id, $source->count() );
			$state = $this->sources->state( $id );
		}
		$until    = microtime( true ) + $seconds;
		$done     = $state->done;
		$position = $state->position;
		foreach ( $source->after( $state->position ) as $position => $document ) {
			if ( null !== $document ) {
				$this->service->put( $id, $document );
			}
			++$done;
			if ( 0 === $done % self::STEP ) {
				$this->sources->advance( $id, (string) $position, $done );
				$this->service->settle();
				if ( null !== $progress ) {
					$progress( $this->sources->state( $id ) );
				}
			}
			if ( microtime( true ) > $until ) {
				$this->sources->advance( $id, (string) $position, $done );
				return false;
			}
		}
		$this->sources->advance( $id, (string) $position, $done );
		foreach ( $this->sources->unseen_since( $id, $state->started_at ?? $this->clock->now() ) as $external_id ) {
			$this->service->remove( $id, $external_id );
		}
		$this->sources->finish( $id );
		if ( null !== $progress ) {
			$progress( $this->sources->state( $id ) );
		}
		return true;
	}
}
