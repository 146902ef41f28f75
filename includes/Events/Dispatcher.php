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
 * A subscriber is served by one process at a time (a lease), so that it sees events in order. Those that stand at the same place are
 * served together: they share one page of events, one statement that takes their leases and one that saves their place. Runs when a
 * request has answered and with every job run; whatever is missed by one is found by the next.
 *
 * @phpstan-type Cursor array{place: int, failures: int}
 */
final class Dispatcher {

	/** An event on which a subscriber fails this often is logged and passed over, so that one bad event cannot stop the rest. */
	private const TRIES = 3;

	/** Longer than any subscriber may take for one event. */
	private const LEASE_SECONDS = 60;

	/** A lease that is this old is renewed before the next event, and that it still stands is checked. Seconds. */
	private const RENEW_SECONDS = 20;

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
	 * @param float                  $seconds Budget; the event in hand is always finished.
	 * @param ?array<string, Cursor> $cursors Where the subscribers stand, when the caller has just read it; they are read otherwise.
	 * @param int                    $last    With them: the newest event.
	 * @param ?\Closure(): int       $newest  Answers what the newest event is now, for a caller that reads more with it.
	 *
	 * @return bool False when a subscriber still has events to be served; those that another process holds, or that failed, are not waited for.
	 */
	public function drain( float $seconds, ?array $cursors = null, int $last = 0, ?\Closure $newest = null ): bool {
		$newest ??= $this->log->last_id( ... );
		$until   = microtime( true ) + $seconds;
		$skipped = [];
		do {
			if ( null === $cursors ) {
				$cursors = $this->cursors();
				$last    = $this->log->last_id();
			}
			$ended = true;
			foreach ( $this->lagging( $cursors, $last, $skipped ) as $place => $subscribers ) {
				$served   = $this->serve( $place, $subscribers, $cursors, $last, $until );
				$skipped += $served['skipped'];
				$ended    = $ended && $served['ended'];
				$last     = max( $last, $served['end'] );
			}
			// Meanwhile subscribers may have written events, and other requests, which leave them to this one.
			$done    = $ended && $newest() <= $last;
			$cursors = null;
		} while ( ! $done && microtime( true ) < $until );
		return $done;
	}

	/**
	 * Whether a subscriber has events to be served, by what a caller has read already.
	 *
	 * @param array<string, Cursor> $cursors By subscriber.
	 */
	public function has_pending( int $last_event_id, array $cursors ): bool {
		return [] !== $this->lagging( $cursors, $last_event_id, [] );
	}

	/** Makes a new subscriber begin with the events from now on. */
	public function register_subscribers(): void {
		$last = $this->log->last_id();
		foreach ( $this->subscribers as $subscriber ) {
			$this->database->insert_new(
				'event_cursors',
				[
					'subscriber'    => $subscriber->name(),
					'last_event_id' => $last,
				]
			);
		}
	}

	/**
	 * Subscribers that have events to be served, by the place they stand at.
	 *
	 * @param array<string, Cursor> $cursors
	 * @param array<string, true>   $skipped Names of those that are not served now.
	 *
	 * @return array<int, list<Subscriber>>
	 */
	private function lagging( array $cursors, int $last, array $skipped ): array {
		$groups = [];
		foreach ( $this->subscribers as $subscriber ) {
			$place = $cursors[ $subscriber->name() ]['place'] ?? 0;
			if ( $place < $last && ! isset( $skipped[ $subscriber->name() ] ) ) {
				$groups[ $place ][] = $subscriber;
			}
		}
		return $groups;
	}

	/**
	 * Serves one page of events to subscribers that stand at the same place.
	 *
	 * @param list<Subscriber>      $subscribers
	 * @param array<string, Cursor> $cursors
	 *
	 * @return array{skipped: array<string, true>, ended: bool, end: int} Names of those that another process holds or that failed, whether the others
	 *                                                                   are up to date, and the end of the page.
	 */
	private function serve( int $place, array $subscribers, array $cursors, int $last, float $until ): array {
		$token   = Ids::random();
		$held    = $this->claim( $place, $subscribers, $cursors, $token );
		$skipped = array_fill_keys( array_diff( self::names( $subscribers ), self::names( $held ) ), true );
		if ( [] === $held ) {
			return [ 'skipped' => $skipped, 'ended' => true, 'end' => $place ];
		}
		$lease = new SharedLease( $this->database, $this->clock, $token, self::names( $held ), self::LEASE_SECONDS, self::RENEW_SECONDS );
		$ended = true;
		try {
			$page = $this->log->page( $place, self::PAGE );
			// After the last page nothing is to come: events up to the newest were lost with their table, or were of unknown kinds.
			$end   = $page['is_last'] ? max( $page['end'] ?? $place, $last ) : (int) $page['end'];
			$ended = $page['is_last'];
			foreach ( $held as $subscriber ) {
				$reached = $this->deliver( $subscriber, $page['events'], $cursors[ $subscriber->name() ]['failures'] ?? 0, $lease, $until );
				if ( null === $reached ) {
					$skipped[ $subscriber->name() ] = true;
					continue;
				}
				$lease->reached( $subscriber->name(), min( $reached, $end ) );
				$ended = $ended && PHP_INT_MAX === $reached;
			}
		} finally {
			$lease->save_and_release();
		}
		return [ 'skipped' => $skipped, 'ended' => $ended, 'end' => $end ];
	}

	/**
	 * Calls one subscriber for a page of events.
	 *
	 * @param list<Event> $events
	 *
	 * @return ?int The last event it was served when the time was used up, PHP_INT_MAX after the whole page, null when it failed or lost its lease.
	 */
	private function deliver( Subscriber $subscriber, array $events, int $tries, SharedLease $lease, float $until ): ?int {
		$wanted = array_values( array_filter( $events, static fn( Event $event ): bool => null === $subscriber::TYPES || in_array( $event->type, $subscriber::TYPES, true ) ) );
		foreach ( $wanted as $index => $event ) {
			try {
				$subscriber->on( $event );
			} catch ( \Throwable $failure ) {
				if ( ++$tries < self::TRIES ) {
					$lease->reached( $subscriber->name(), $event->id - 1, $tries );
					return null;
				}
				do_action( 'aaia_chatbot_log', 'error', sprintf( 'Subscriber %s passed over event %d: %s', $subscriber->name(), $event->id, $failure->getMessage() ) );
			}
			$tries = 0;
			if ( ! $lease->is_held() ) {
				// It took so long that another process serves this subscriber now: two at once would mix the order.
				return null;
			}
			if ( microtime( true ) >= $until && isset( $wanted[ $index + 1 ] ) ) {
				return $event->id;
			}
		}
		return PHP_INT_MAX;
	}

	/** @return array<string, Cursor> By subscriber; one that has no row yet gets one. */
	private function cursors(): array {
		$cursors = [];
		foreach ( $this->database->rows( 'SELECT subscriber, last_event_id, failures FROM %i', $this->database->table( 'event_cursors' ) ) as $row ) {
			$cursors[ (string) $row['subscriber'] ] = [ 'place' => (int) $row['last_event_id'], 'failures' => (int) $row['failures'] ];
		}
		return $cursors;
	}

	/**
	 * Takes the leases of subscribers that still stand at this place.
	 *
	 * @param list<Subscriber>      $subscribers
	 * @param array<string, Cursor> $cursors
	 *
	 * @return list<Subscriber> Those that no other process holds.
	 */
	private function claim( int $place, array $subscribers, array $cursors, string $token ): array {
		foreach ( $subscribers as $subscriber ) {
			if ( ! isset( $cursors[ $subscriber->name() ] ) ) {
				$this->database->insert_new( 'event_cursors', [ 'subscriber' => $subscriber->name() ] );
			}
		}
		$now   = $this->clock->now();
		$names = self::names( $subscribers );
		$won   = $this->database->execute(
			'UPDATE %i SET lease_token = %s, lease_until = %s WHERE subscriber IN (' . implode( ', ', array_fill( 0, count( $names ), '%s' ) ) . ') AND last_event_id = %d AND ( lease_until IS NULL OR lease_until < %s )',
			$this->database->table( 'event_cursors' ),
			$token,
			Time::to_database( $now->modify( '+' . self::LEASE_SECONDS . ' seconds' ) ),
			...[ ...$names, $place, Time::to_database( $now ) ]
		);
		if ( 0 === $won || count( $names ) === $won ) {
			return 0 === $won ? [] : $subscribers;
		}
		$held = array_column( $this->database->rows( 'SELECT subscriber FROM %i WHERE lease_token = %s', $this->database->table( 'event_cursors' ), $token ), 'subscriber' );
		return array_values( array_filter( $subscribers, static fn( Subscriber $subscriber ): bool => in_array( $subscriber->name(), $held, true ) ) );
	}

	/**
	 * @param list<Subscriber> $subscribers
	 *
	 * @return list<string>
	 */
	private static function names( array $subscribers ): array {
		return array_map( static fn( Subscriber $subscriber ): string => $subscriber->name(), $subscribers );
	}
}
