<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Conversations\Contacts;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Events\EventLog;
use Aaia\Chatbot\Events\EventType;
use Aaia\Chatbot\Jobs\Job;
use Aaia\Chatbot\Jobs\JobHandler;
use Aaia\Chatbot\Jobs\JobQueue;
use Aaia\Chatbot\Storage\Database;
use Aaia\Chatbot\Support\Clock;

/**
 * Merges two contacts that are one person, and undoes it for a day. As a job, it deletes what is left of older merges.
 *
 * The merged contact stays, empty and in no list, until its merge can no longer be undone.
 *
 * @phpstan-import-type Merge from ContactMergeRepository
 */
final class ContactMerger implements JobHandler {

	public const NAME = 'contacts.merged';

	/** For how long a merge can be undone. */
	public const UNDO_SECONDS = DAY_IN_SECONDS;

	/** Merges of one run of the job. */
	private const MOST = 200;

	public function __construct(
		private readonly Database $database,
		private readonly Clock $clock,
		private readonly EventLog $events,
		private readonly ContactRepository $contacts,
		private readonly ContactMergeRepository $merges,
		private readonly JobQueue $jobs,
	) {}

	/**
	 * Moves all that belongs to one contact to another.
	 *
	 * @return Merge
	 *
	 * @throws ContactNotFound
	 * @throws ContactRefused  When one of them is part of another contact by now, such as after the same merge in another tab.
	 */
	public function merge( int $kept_id, int $merged_id, int $agent_id ): array {
		if ( $kept_id === $merged_id ) {
			throw new ContactRefused( 'same' );
		}
		return $this->database->transaction(
			function () use ( $kept_id, $merged_id, $agent_id ): array {
				[ $kept, $merged ] = $this->lock_both( $kept_id, $merged_id );
				foreach ( [ $merged, $kept ] as $one ) {
					if ( null !== $one->merged_into ) {
						throw new ContactRefused( 'merged', $this->contacts->several( [ $one->merged_into ] )[ $one->merged_into ] ?? null );
					}
				}
				$takes_name = '' === $kept->name && '' !== $merged->name;
				$merge      = $this->merges->add( $kept_id, $merged_id, $agent_id, $takes_name );
				$this->merges->move( $merge['id'], $merged_id, $kept_id );
				$this->contacts->change( $merged_id, [ 'merged_into' => $kept_id ] );
				if ( $takes_name ) {
					$this->contacts->change( $kept_id, [ 'name' => $merged->name ] );
				}
				$this->contacts->index( $merged_id );
				$this->contacts->index( $kept_id );
				$data = [ 'contact' => $kept_id, 'merged' => $merged_id, 'agent' => $agent_id ];
				$this->events->append( EventType::ContactMerged, data: $data );
				$this->jobs->push( self::NAME, [], $merge['at']->modify( '+' . ( self::UNDO_SECONDS + 1 ) . ' seconds' ) );
				return $merge;
			}
		);
	}

	/**
	 * Gives the merged contact back what it had; what came to the other one since stays there.
	 *
	 * @param ?\Closure(int): bool $is_hidden Whether the contact with everything is hidden from the agent.
	 *
	 * @return int The contact that is there again.
	 *
	 * @throws ContactNotFound When one of the two is gone, or hidden.
	 * @throws ContactRefused  When it was undone, is too old, or the contact became part of a third one since.
	 */
	public function undo( string $merge, int $agent_id, ?\Closure $is_hidden = null ): int {
		return $this->database->transaction(
			function () use ( $merge, $agent_id, $is_hidden ): int {
				$merge = $this->merges->lock( $merge );
				if ( null === $merge || $merge['at'] < $this->oldest() ) {
					throw new ContactRefused( 'undone' );
				}
				[ $kept, $merged ] = $this->lock_both( $merge['kept_id'], $merge['merged_id'] );
				if ( null === $kept->merged_into && null !== $is_hidden && $is_hidden( $kept->id ) ) {
					throw new ContactNotFound();
				}
				if ( null !== $kept->merged_into ) {
					throw new ContactRefused( 'merged_since', $this->contacts->several( [ $kept->merged_into ] )[ $kept->merged_into ] ?? null );
				}
				$this->contacts->change( $merged->id, [ 'merged_into' => null ] );
				$this->merges->move_back( $merge['id'], $kept->id, $merged->id );
				if ( $merge['took_name'] && $kept->name === $merged->name ) {
					$this->contacts->change( $kept->id, [ 'name' => '' ] );
				}
				$this->merges->delete( $merge['id'] );
				$this->contacts->index( $merged->id );
				$this->contacts->index( $kept->id );
				$data = [ 'contact' => $kept->id, 'undone' => $merged->id, 'agent' => $agent_id ];
				$this->events->append( EventType::ContactMerged, data: $data );
				return $merged->id;
			}
		);
	}

	/**
	 * Merges into a contact that can be undone, the newest first.
	 *
	 * @return list<Merge>
	 */
	public function undoable( int $kept_id ): array {
		return $this->merges->into( $kept_id, $this->oldest() );
	}

	/** Deletes the records of old merges, and the empty contacts that they left. */
	public function handle( Job $job ): void {
		foreach ( $this->merges->before( $this->oldest(), self::MOST ) as $merge ) {
			$this->database->transaction(
				function () use ( $merge ): void {
					$this->merges->delete( $merge['id'] );
					$merged = $this->contacts->lock( $merge['merged_id'] );
					if ( null !== $merged && $merged->merged_into === $merge['kept_id'] ) {
						$this->contacts->delete( $merged->id );
					}
				}
			);
		}
	}

	private function oldest(): \DateTimeImmutable {
		return $this->clock->now()->modify( '-' . self::UNDO_SECONDS . ' seconds' );
	}

	/**
	 * @return array{Contact, Contact} Always locked in the same order, so that two merges wait for one another.
	 *
	 * @throws ContactNotFound
	 */
	private function lock_both( int $first, int $second ): array {
		$found = [];
		foreach ( [ min( $first, $second ), max( $first, $second ) ] as $id ) {
			$found[ $id ] = $this->contacts->lock( $id ) ?? throw new ContactNotFound();
		}
		return [ $found[ $first ], $found[ $second ] ];
	}
}
