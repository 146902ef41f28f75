<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Events;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Storage\Database;
use Aaia\Chatbot\Support\Clock;
use Aaia\Chatbot\Support\Ids;
use Aaia\Chatbot\Support\Time;

/**
 * Brings events to their subscribers, each at its own pace.
 *
 * A subscriber is served by one process at a time (a lease), so that it sees events in order. Runs when a request has
 * answered and with every job run; whatever is missed by one is found by the next.
 */
final class Dispatcher {

	/** An event on which a subscriber fails this often is logged and passed over, so that one bad event cannot stop the rest. */
	private const TRIES = 3;

	/** Longer than any subscriber may take for one event. */
	private const LEASE_SECONDS = 60;

	private const PAGE = 50;

	/** @param list<Subscriber> $subscribers */
	public function __construct(
		private readonly Database $database,
		private readonly EventLog $log,
		private readonly Clock $clock,
		private readonly array $subscribers,
	) {}

	/**
	 * Serves all subscribers until they are up to date or the time is used up.
	 *
	 * @param float $seconds Budget; the event in hand is always finished.
	 *
	 * @return bool False when a subscriber still has events to be served; those that another process holds, or that failed, are not waited for.
	 */
	public function drain( float $seconds ): bool {
		$until = microtime( true ) + $seconds;
		$last  = $this->log->last_id();
		$done  = true;
		foreach ( $this->subscribers as $subscriber ) {
			do {
				$place  = $this->serve( $subscriber, $until );
				$last   = max( $last, $this->log->last_id() );
				$behind = null !== $place && $place < $last;
			} while ( $behind && microtime( true ) < $until );
			$done = $done && ! $behind;
		}
		return $done;
	}

	/**
	 * Whether a subscriber has events to be served, by what a caller has read already.
	 *
	 * @param array<string, int> $cursors Subscriber => the last event it was served.
	 */
	public function is_behind( int $last_event_id, array $cursors ): bool {
		foreach ( $this->subscribers as $subscriber ) {
			if ( ( $cursors[ $subscriber->name() ] ?? 0 ) < $last_event_id ) {
				return true;
			}
		}
		return false;
	}

	/** Makes a new subscriber begin with the events from now on. */
	public function enrol(): void {
		foreach ( $this->subscribers as $subscriber ) {
			$this->database->insert_new(
				'event_cursors',
				[
					'subscriber'    => $subscriber->name(),
					'last_event_id' => $this->log->last_id(),
				]
			);
		}
	}

	/**
	 * Serves one page of events.
	 *
	 * @return ?int Where the subscriber stands afterwards; null when it is held by another process or failed.
	 */
	private function serve( Subscriber $subscriber, float $until ): ?int {
		$cursor = $this->cursor( $subscriber );
		$last   = $this->log->last_id();
		if ( $cursor['last_event_id'] >= $last ) {
			return $cursor['last_event_id'];
		}
		$token = $this->claim( $subscriber );
		if ( null === $token ) {
			return null;
		}
		try {
			$cursor = $this->cursor( $subscriber );
			$place  = $cursor['last_event_id'];
			$tries  = $cursor['failures'];
			$events = $this->log->after( $place, self::PAGE );
			if ( [] === $events ) {
				// Events that were lost with their table, or of an unknown kind: without this, they would be looked for without end.
				$place = $this->log->page_end( $place, self::PAGE ) ?? max( $place, $last );
				$this->database->update( 'event_cursors', [ 'last_event_id' => $place ], [ 'subscriber' => $subscriber->name(), 'lease_token' => $token ] );
			}
			foreach ( $events as $event ) {
				try {
					$subscriber->on( $event );
				} catch ( \Throwable $failure ) {
					++$tries;
					if ( $tries < self::TRIES ) {
						$this->database->update( 'event_cursors', [ 'failures' => $tries ], [ 'subscriber' => $subscriber->name(), 'lease_token' => $token ] );
						return null;
					}
					do_action( 'aaia_chatbot_log', 'error', sprintf( 'Subscriber %s passed over event %d: %s', $subscriber->name(), $event->id, $failure->getMessage() ) );
				}
				$place = $event->id;
				$tries = 0;
				$held  = $this->database->update(
					'event_cursors',
					[
						'last_event_id' => $place,
						'failures'      => 0,
						'lease_until'   => Time::to_database( $this->clock->now()->modify( '+' . self::LEASE_SECONDS . ' seconds' ) ),
					],
					[
						'subscriber'  => $subscriber->name(),
						'lease_token' => $token,
					]
				);
				if ( 0 === $held ) {
					// It took so long that another process serves this subscriber now: two at once would mix the order.
					return null;
				}
				if ( microtime( true ) >= $until ) {
					break;
				}
			}
			return $place;
		} finally {
			$this->database->update( 'event_cursors', [ 'lease_until' => null ], [ 'subscriber' => $subscriber->name(), 'lease_token' => $token ] );
		}
	}

	/** @return array{last_event_id: int, failures: int} */
	private function cursor( Subscriber $subscriber ): array {
		$row = $this->database->row( 'SELECT last_event_id, failures FROM %i WHERE subscriber = %s', $this->database->table( 'event_cursors' ), $subscriber->name() );
		if ( null === $row ) {
			$this->database->insert_new( 'event_cursors', [ 'subscriber' => $subscriber->name() ] );
		}
		return [
			'last_event_id' => (int) ( $row['last_event_id'] ?? 0 ),
			'failures'      => (int) ( $row['failures'] ?? 0 ),
		];
	}

	private function claim( Subscriber $subscriber ): ?string {
		$now   = $this->clock->now();
		$token = Ids::random();
		$won   = $this->database->execute(
			'UPDATE %i SET lease_token = %s, lease_until = %s WHERE subscriber = %s AND ( lease_until IS NULL OR lease_until < %s )',
			$this->database->table( 'event_cursors' ),
			$token,
			Time::to_database( $now->modify( '+' . self::LEASE_SECONDS . ' seconds' ) ),
			$subscriber->name(),
			Time::to_database( $now )
		);
		return 1 === $won ? $token : null;
	}
}
