<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Support;

defined( 'ABSPATH' ) || exit;

/** The server's time. */
final class SystemClock implements Clock {

	private readonly \DateTimeZone $zone;

	public function __construct() {
		$this->zone = new \DateTimeZone( 'UTC' );
	}

	public function now(): \DateTimeImmutable {
		return new \DateTimeImmutable( 'now', $this->zone );
	}
}
