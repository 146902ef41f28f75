<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Events;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Storage\Database;
use Aaia\Chatbot\Support\Clock;
use Aaia\Chatbot\Support\Ids;
use Aaia\Chatbot\Support\Time;

/**
 * Delivers events to their subscribers. Each subscriber has its own position in the event log.
 *
 * A lease lets one process at a time serve a subscriber, so that it gets events in order. Subscribers at the same position are served
 * together: they share one page of events, one statement that takes their leases and one that saves their positions. Runs after a
 * response and with every worker; events that one run leaves are delivered by the next.
 *
 * @phpstan-type Cursor array{position: int, failures: int}
 */
final class Dispatcher {

	/** An event on which a subscriber fails this often is logged and skipped, so that it cannot block later events. */
	private const TRIES = 3;

	/** Longer than a subscriber may take for one event. */
	private const LEASE_SECONDS = 60;

	/** A lease of this age is checked and renewed before the next event. Seconds. */
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
	 * Delivers events until all subscribers are up to date or the time is used up.
	 *
	 * @param float                  $seconds Budget; the current event is always finished.
	 * @param ?array<string, Cursor> $cursors Positions of the subscribers, if the caller has just read them; otherwise read here.
	 * @param int                    $last    Id of the newest event, read together with $cursors.
	 * @param ?\Closure(): int       $newest  Answers the id of the newest event, for a caller that reads more in the same query.
	 *
	 * @return bool False when events are left. Subscribers that another process serves, or that failed, do not count.
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
			foreach ( $this->lagging( $cursors, $last, $skipped ) as $position => $subscribers ) {
				$served   = $this->serve( $position, $subscribers, $cursors, $last, $until );
				$skipped += $served['skipped'];
				$ended    = $ended && $served['ended'];
				$last     = max( $last, $served['end'] );
			}
			// Subscribers, and other requests that rely on this process, may have written events meanwhile.
			$done    = $ended && $newest() <= $last;
			$cursors = null;
		} while ( ! $done && microtime( true ) < $until );
		return $done;
	}

	/**
	 * Whether a subscriber has events to be delivered, judged by cursors that the caller has read.
	 *
	 * @param array<string, Cursor> $cursors By subscriber.
	 */
	public function has_pending( int $last_event_id, array $cursors ): bool {
		return [] !== $this->lagging( $cursors, $last_event_id, [] );
	}

	/** Registers new subscribers, which get only events from now on. */
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
	 * Groups the subscribers that have events to be delivered by their position.
	 *
	 * @param array<string, Cursor> $cursors
	 * @param array<string, true>   $skipped Names of subscribers that are not served now.
	 *
	 * @return array<int, list<Subscriber>>
	 */
	private function lagging( array $cursors, int $last, array $skipped ): array {
		$groups = [];
		foreach ( $this->subscribers as $subscriber ) {
			$position = $cursors[ $subscriber->name() ]['position'] ?? 0;
			if ( $position < $last && ! isset( $skipped[ $subscriber->name() ] ) ) {
				$groups[ $position ][] = $subscriber;
			}
		}
		return $groups;
	}

	/**
	 * Delivers one page of events to subscribers at the same position.
	 *
	 * @param list<Subscriber>      $subscribers
	 * @param array<string, Cursor> $cursors
	 *
	 * @return array{skipped: array<string, true>, ended: bool, end: int} Names of subscribers that another process serves or
	 *         that failed, whether the others are up to date, and the end of the page.
	 */
	private function serve( int $position, array $subscribers, array $cursors, int $last, float $until ): array {
		$token   = Ids::random();
		$held    = $this->claim( $position, $subscribers, $cursors, $token );
		$skipped = array_fill_keys( array_diff( self::names( $subscribers ), self::names( $held ) ), true );
		if ( [] === $held ) {
			return [ 'skipped' => $skipped, 'ended' => true, 'end' => $position ];
		}
		$lease = new SharedLease( $this->database, $this->clock, $token, self::names( $held ), self::LEASE_SECONDS, self::RENEW_SECONDS );
		$ended = true;
		try {
			$page = $this->log->page( $position, self::PAGE );
			// After the last page, missing events up to the newest were lost with their table or are of unknown types.
			$end   = $page['is_last'] ? max( $page['end'] ?? $position, $last ) : (int) $page['end'];
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
	 * Delivers a page of events to one subscriber.
	 *
	 * @param list<Event> $events
	 *
	 * @return ?int The last delivered event when the time was used up, PHP_INT_MAX after the whole page, null when the subscriber failed or
	 *              its lease was lost.
	 */
	private function deliver( Subscriber $subscriber, array $events, int $tries, SharedLease $lease, float $until ): ?int {
		$wanted = array_values( array_filter(
			$events,
			static fn( Event $event ): bool => null === $subscriber::TYPES || in_array( $event->type, $subscriber::TYPES, true ),
		) );
		foreach ( $wanted as $index => $event ) {
			try {
				$subscriber->on( $event );
			} catch ( \Throwable $failure ) {
				if ( ++$tries < self::TRIES ) {
					$lease->reached( $subscriber->name(), $event->id - 1, $tries );
					return null;
				}
				do_action(
					'aaia_chatbot_log',
					'error',
					sprintf( 'Subscriber %s passed over event %d: %s', $subscriber->name(), $event->id, $failure->getMessage() ),
				);
			}
			$tries = 0;
			if ( ! $lease->is_held() ) {
				// The lease expired and another process serves this subscriber now: two at once would mix the order.
				return null;
			}
			if ( microtime( true ) >= $until && isset( $wanted[ $index + 1 ] ) ) {
				return $event->id;
			}
		}
		return PHP_INT_MAX;
	}

	/** @return array<string, Cursor> By subscriber; one without a row yet is missing. */
	private function cursors(): array {
		$cursors = [];
		foreach ( $this->database->rows(
			'SELECT subscriber, last_event_id, failures FROM %i',
			$this->database->table( 'event_cursors' ),
		) as $row ) {
			$cursors[ (string) $row['subscriber'] ] = [ 'position' => (int) $row['last_event_id'], 'failures' => (int) $row['failures'] ];
		}
		return $cursors;
	}

	/**
	 * Takes the leases of subscribers that are still at this position.
	 *
	 * @param list<Subscriber>      $subscribers
	 * @param array<string, Cursor> $cursors
	 *
	 * @return list<Subscriber> Those whose lease was free.
	 */
	private function claim( int $position, array $subscribers, array $cursors, string $token ): array {
		foreach ( $subscribers as $subscriber ) {
			if ( ! isset( $cursors[ $subscriber->name() ] ) ) {
				$this->database->insert_new( 'event_cursors', [ 'subscriber' => $subscriber->name() ] );
			}
		}
		$now   = $this->clock->now();
		$names = self::names( $subscribers );
		$won   = $this->database->execute(
			'UPDATE %i SET lease_token = %s, lease_until = %s WHERE subscriber IN ('
				. implode( ', ', array_fill( 0, count( $names ), '%s' ) )
				. ') AND last_event_id = %d AND ( lease_until IS NULL OR lease_until < %s )',
			$this->database->table( 'event_cursors' ),
			$token,
			Time::to_database( $now->modify( '+' . self::LEASE_SECONDS . ' seconds' ) ),
			...[ ...$names, $position, Time::to_database( $now ) ]
		);
		if ( 0 === $won || count( $names ) === $won ) {
			return 0 === $won ? [] : $subscribers;
		}
		$held = array_column(
			$this->database->rows( 'SELECT subscriber FROM %i WHERE lease_token = %s', $this->database->table( 'event_cursors' ), $token ),
			'subscriber',
		);
		return array_values( array_filter(
			$subscribers,
			static fn( Subscriber $subscriber ): bool => in_array( $subscriber->name(), $held, true ),
		) );
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
