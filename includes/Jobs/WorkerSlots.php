<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Jobs;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Storage\Database;
use Aaia\Chatbot\Support\Clock;

/**
 * Limits how many web requests run jobs at the same time. Each occupies one of the server's PHP processes while it waits for a mail
 * server or another service; without a limit a burst of jobs would leave no process for the site's pages.
 *
 * A slot is a counter with the time until which it is taken (Unix time), so that the slot of a killed worker becomes free again.
 */
final class WorkerSlots {

	/** With one, a slow mail server would block all other jobs; a small host has five PHP processes, and pages need some. */
	private const SLOTS = 2;

	/** A request works for 25 seconds at most, then finishes its current job. */
	private const LEASE_SECONDS = 60;

	private const COUNTER = 'worker_slot:';

	public function __construct(
		private readonly Database $database,
		private readonly Clock $clock,
	) {}

	/**
	 * Takes a free slot.
	 *
	 * @return ?array{string, int} For leave(); null when all are taken.
	 */
	public function take(): ?array {
		$now   = $this->clock->now()->getTimestamp();
		$until = $now + self::LEASE_SECONDS;
		for ( $slot = 1; $slot <= self::SLOTS; $slot++ ) {
			$name = self::COUNTER . $slot;
			if ( $this->take_one( $name, $until, $now ) ) {
				return [ $name, $until ];
			}
		}
		return null;
	}

	/**
	 * Frees a slot, unless it expired and another process has taken it.
	 *
	 * @param array{string, int} $slot From take().
	 */
	public function leave( array $slot ): void {
		[ $name, $until ] = $slot;
		$this->database->update( 'counters', [ 'value' => 0 ], [ 'name' => $name, 'value' => $until ] );
	}

	private function take_one( string $name, int $until, int $now ): bool {
		$changed = $this->database->execute(
			'UPDATE %i SET value = %d WHERE name = %s AND value <= %d',
			$this->database->table( 'counters' ),
			$until,
			$name,
			$now,
		);
		return 1 === $changed || null !== $this->database->insert_new( 'counters', [ 'name' => $name, 'value' => $until ] );
	}
}
