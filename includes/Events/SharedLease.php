<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Events;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Storage\Database;
use Aaia\Chatbot\Support\Clock;
use Aaia\Chatbot\Support\Time;

/** The lease by which one process serves several subscribers for a page of events. Saves the positions they reached together. */
final class SharedLease {

	private \DateTimeImmutable $renewed_at;

	private bool $is_lost = false;

	/** @var array<int, array<int, list<string>>> Position => failures => names of subscribers. */
	private array $reached = [];

	/**
	 * @param string       $token       The lease's token in the rows of the subscribers.
	 * @param list<string> $names       The subscribers.
	 * @param int          $seconds     Duration of the lease.
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

	/** Records the position that a subscriber has reached. */
	public function reached( string $subscriber, int $position, int $failures = 0 ): void {
		$this->reached[ $position ][ $failures ][] = $subscriber;
		$this->names                            = array_values( array_diff( $this->names, [ $subscriber ] ) );
	}

	/** Whether this process still has the lease. Asks the database, and renews the lease, only when it is older than $renew_after. */
	public function is_held(): bool {
		$now = $this->clock->now();
		if ( $this->is_lost || $now->getTimestamp() - $this->renewed_at->getTimestamp() < $this->renew_after ) {
			return ! $this->is_lost;
		}
		$kept             = $this->database->update(
			'event_cursors',
			[ 'lease_until' => Time::to_database( $now->modify( "+$this->seconds seconds" ) ) ],
			[ 'lease_token' => $this->token ],
		);
		$this->renewed_at = $now;
		$this->is_lost    = 0 === $kept;
		return ! $this->is_lost;
	}

	/** Saves the positions and releases the lease. */
	public function save_and_release(): void {
		foreach ( $this->reached as $position => $by_failures ) {
			foreach ( $by_failures as $failures => $names ) {
				$this->database->execute(
					'UPDATE %i SET last_event_id = %d, failures = %d, lease_token = NULL, lease_until = NULL WHERE lease_token = %s AND subscriber IN ('
						. implode( ', ', array_fill( 0, count( $names ), '%s' ) ) . ')',
					$this->database->table( 'event_cursors' ),
					$position,
					$failures,
					$this->token,
					...$names
				);
			}
		}
		if ( [] !== $this->names ) {
			// These reached no new position: the next process continues at their old one.
			$this->database->update( 'event_cursors', [ 'lease_until' => null ], [ 'lease_token' => $this->token ] );
		}
	}
}
