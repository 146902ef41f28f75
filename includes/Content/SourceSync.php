<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Content;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Content\Sources\PostBasedSource;
use Aaia\Chatbot\Http\GuestAccess;

/**
 * Reads all documents of a source into the index, and removes those that are no longer in the source.
 *
 * The position is stored after every few documents, so a killed sync continues where it stopped. Two processes at once do no harm: they
 * work on the same run, storing an unchanged document does nothing, and everything before a stored position was read by one of them. A
 * process that finds a newer run continues with that one.
 *
 * The site's own pages and files are not touched while guests may not read the site: see docs/decisions/0032.
 */
final class SourceSync {

	/** Documents between two writes of the position. */
	private const STEP = 20;

	public function __construct(
		private readonly ContentService $service,
		private readonly SourceRepository $sources,
		private readonly GuestAccess $guests,
	) {}

	/** Whether syncs skip a source because the site is closed to guests. */
	public function is_paused( KnowledgeSource $source ): bool {
		return $source instanceof PostBasedSource && ! $this->guests->may_be_read();
	}

	/**
	 * Continues a sync, or starts one.
	 *
	 * @param float                         $seconds  Time limit.
	 * @param ?callable(SourceState): void  $progress Called after every few documents.
	 *
	 * @return bool Whether the sync is complete; otherwise call again.
	 *
	 * @throws \Aaia\Chatbot\Storage\DatabaseFailure Documents stored before it stay; call again.
	 */
	public function run( KnowledgeSource $source, float $seconds, ?callable $progress = null ): bool {
		if ( $this->is_paused( $source ) ) {
			return true;
		}
		$id    = $this->sources->find_or_create( $source->name(), $source->label() );
		$until = microtime( true ) + $seconds;
		do {
			$state = $this->sources->state( $id );
			if ( ! $state->running ) {
				$this->sources->start( $id, $source->count() );
				$state = $this->sources->state( $id );
			}
			$ended = $this->continue_run( $source, $state, $until, $progress );
			$now   = $this->sources->state( $id );
		} while ( $ended && ( $now->again || $now->running ) && microtime( true ) < $until );
		return $ended && ! $now->again && ! $now->running;
	}

	/**
	 * Reads documents of one run.
	 *
	 * @param ?callable(SourceState): void $progress
	 *
	 * @return bool Whether the run is complete or was replaced; false when the time is used up.
	 */
	private function continue_run( KnowledgeSource $source, SourceState $state, float $until, ?callable $progress ): bool {
		$done     = $state->done;
		$position = $state->position;
		foreach ( $source->after( $state->position ) as $position => $document ) {
			if ( null !== $document ) {
				$this->service->put( $state->id, $document );
			}
			++$done;
			$stop = microtime( true ) > $until;
			if ( $stop || 0 === $done % self::STEP ) {
				$this->sources->advance( $state->id, $state->run, (string) $position, $done );
				$now = $this->sources->state( $state->id );
				if ( ! $now->running || $now->run !== $state->run ) {
					return true;
				}
				$this->service->merge_if_needed();
				if ( null !== $progress ) {
					$progress( $now );
				}
			}
			if ( $stop ) {
				return false;
			}
		}
		$this->sources->advance( $state->id, $state->run, (string) $position, $done );
		foreach ( $this->unseen( $state ) as $external_id ) {
			$this->service->remove( $state->id, $external_id );
		}
		$this->sources->finish( $state->id, $state->run );
		if ( null !== $progress ) {
			$progress( $this->sources->state( $state->id ) );
		}
		return true;
	}

	/**
	 * @return list<string> External ids that this run did not meet; empty when a newer run has started, whose start time does not apply
	 *         here.
	 */
	private function unseen( SourceState $state ): array {
		$is_newest = $this->sources->state( $state->id )->run === $state->run;
		return $is_newest && null !== $state->started_at ? $this->sources->unseen_since( $state->id, $state->started_at ) : [];
	}
}
