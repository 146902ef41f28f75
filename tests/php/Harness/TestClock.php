<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Tests\Harness;

use Aaia\Chatbot\Support\Clock;

/** A clock that only the test moves. */
final class TestClock implements Clock {

	private \DateTimeImmutable $now;

	public function __construct( string $now = '2026-03-02 09:00:00' ) {
		$this->now = new \DateTimeImmutable( $now, new \DateTimeZone( 'UTC' ) );
	}

	public function now(): \DateTimeImmutable {
		return $this->now;
	}

	/** Moves on by a time such as `2 hours`. */
	public function pass( string $time ): void {
		$this->now = $this->now->modify( '+' . $time );
	}

	/** Jumps to a moment (UTC). */
	public function set( string $moment ): void {
		$this->now = new \DateTimeImmutable( $moment, new \DateTimeZone( 'UTC' ) );
	}
}
