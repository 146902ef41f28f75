<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Jobs;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Storage\Database;
use Aaia\Chatbot\Support\Clock;

/**
 * How many web requests may work through the queue at the same time. Each holds one of the server's processes for as long as the mail
 * server or another service lets it wait; without a limit a flood of requests for a person would leave none for the site's pages.
 *
 * A slot is a counter that holds until when it is taken (Unix time). A worker that was killed gives its slot back by the end of that time.
 */
final class WorkerSlots {

	/** One would let a slow mail server hold up everything else; a small host has five processes, and pages need some. */
	private const SLOTS = 2;

	/** A request works for 25 seconds at most, and finishes the job in hand. */
	private const LEASE_SECONDS = 60;

	private const COUNTER = 'worker_slot:';

	public function __construct(
		private readonly Database $database,
		private readonly Clock $clock,
	) {}

	/**
	 * Takes a free slot.
	 *
	 * @return ?array{string, int} What release() is told; null when all are taken.
	 */
	public function acquire(): ?array {
		$now   = $this->clock->now()->getTimestamp();
		$until = $now + self::LEASE_SECONDS;
		for ( $slot = 1; $slot <= self::SLOTS; $slot++ ) {
			$name = self::COUNTER . $slot;
			if ( $this->acquire_one( $name, $until, $now ) ) {
				return [ $name, $until ];
			}
		}
		return null;
	}

	/**
	 * Gives a slot back, unless it was held for too long and somebody else has it.
	 *
	 * @param array{string, int} $slot From acquire().
	 */
	public function release( array $slot ): void {
		[ $name, $until ] = $slot;
		$this->database->update( 'counters', [ 'value' => 0 ], [ 'name' => $name, 'value' => $until ] );
	}

	private function acquire_one( string $name, int $until, int $now ): bool {
		$changed = $this->database->execute( 'UPDATE %i SET value = %d WHERE name = %s AND value <= %d', $this->database->table( 'counters' ), $until, $name, $now );
		return 1 === $changed || null !== $this->database->insert_new( 'counters', [ 'name' => $name, 'value' => $until ] );
	}
}
