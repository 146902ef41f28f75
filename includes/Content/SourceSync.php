<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Content;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Content\Sources\PostBasedSource;
use Aaia\Chatbot\Http\GuestAccess;

/**
 * Brings everything of a source into the index, and takes out what is no longer there.
 *
 * Its position is kept after every few documents, so a sync that was killed goes on where it was. Two at once do no harm: they work on the
 * same run, putting in what is there already changes nothing, and everything before a kept position was read by one of them. Whoever
 * finds that another run has begun meanwhile goes on with that one.
 *
 * The site's own pages and files are left as they are while guests may not read the site: see docs/decisions/0032.
 */
final class SourceSync {

	/** Documents after which the position is kept. */
	private const STEP = 20;

	public function __construct(
		private readonly ContentService $service,
		private readonly SourceRepository $sources,
		private readonly GuestAccess $guests,
	) {}

	/** Whether a source is left as it is while the site is closed to guests. */
	public function is_paused( KnowledgeSource $source ): bool {
		return $source instanceof PostBasedSource && ! $this->guests->may_be_read();
	}

	/**
	 * Goes on with a sync, or begins one.
	 *
	 * @param float                         $seconds  Stop after this time.
	 * @param ?callable(SourceState): void  $progress Told after every few documents.
	 *
	 * @return bool Whether nothing is left to do now; otherwise call again.
	 *
	 * @throws \Aaia\Chatbot\Storage\DatabaseFailure What was put in stays in; call again.
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
	 * Works on one run.
	 *
	 * @param ?callable(SourceState): void $progress
	 *
	 * @return bool Whether nothing is left to do on it; false when the time is used up.
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

	/** @return list<string> What this run did not meet; nothing when it is no longer the newest: its beginning says nothing then. */
	private function unseen( SourceState $state ): array {
		$is_newest = $this->sources->state( $state->id )->run === $state->run;
		return $is_newest && null !== $state->started_at ? $this->sources->unseen_since( $state->id, $state->started_at ) : [];
	}
}
