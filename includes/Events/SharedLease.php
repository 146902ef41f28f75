<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Events;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Storage\Database;
use Aaia\Chatbot\Support\Clock;
use Aaia\Chatbot\Support\Time;

/** The right of one process to serve some subscribers for a page of events, and the places they reached, saved together at its end. */
final class SharedLease {

	private \DateTimeImmutable $renewed_at;

	private bool $is_lost = false;

	/** @var array<int, array<int, list<string>>> Place => failures => names of subscribers. */
	private array $reached = [];

	/**
	 * @param string       $token       What the rows of the subscribers hold.
	 * @param list<string> $names       The subscribers.
	 * @param int          $seconds     How long it lasts.
	 * @param int          $renew_after Age at which it is renewed. Seconds.
	 */
	public function __construct(
		private readonly Database $database,
		private readonly Clock $clock,
		private readonly string $token,
		private array $names,
		private readonly int $seconds,
		private readonly int $renew_after,
	) {
		$this->renewed_at = $clock->now();
	}

	/** Notes where a subscriber stands. */
	public function reached( string $subscriber, int $place, int $failures = 0 ): void {
		$this->reached[ $place ][ $failures ][] = $subscriber;
		$this->names                            = array_values( array_diff( $this->names, [ $subscriber ] ) );
	}

	/** Whether it still stands; asked of the database only when it is so old that somebody else may have taken it. */
	public function is_held(): bool {
		$now = $this->clock->now();
		if ( $this->is_lost || $now->getTimestamp() - $this->renewed_at->getTimestamp() < $this->renew_after ) {
			return ! $this->is_lost;
		}
		$kept             = $this->database->update( 'event_cursors', [ 'lease_until' => Time::to_database( $now->modify( "+$this->seconds seconds" ) ) ], [ 'lease_token' => $this->token ] );
		$this->renewed_at = $now;
		$this->is_lost    = 0 === $kept;
		return ! $this->is_lost;
	}

	/** Saves the places, and lets go of all that it holds. */
	public function save_and_release(): void {
		foreach ( $this->reached as $place => $by_failures ) {
			foreach ( $by_failures as $failures => $names ) {
				$this->database->execute(
					'UPDATE %i SET last_event_id = %d, failures = %d, lease_token = NULL, lease_until = NULL WHERE lease_token = %s AND subscriber IN (' . implode( ', ', array_fill( 0, count( $names ), '%s' ) ) . ')',
					$this->database->table( 'event_cursors' ),
					$place,
					$failures,
					$this->token,
					...$names
				);
			}
		}
		if ( [] !== $this->names ) {
			// Nothing is known of these: whoever serves them next begins where they stood.
			$this->database->update( 'event_cursors', [ 'lease_until' => null ], [ 'lease_token' => $this->token ] );
		}
	}
}
