<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Support;

defined( 'ABSPATH' ) || exit;

/** The machine's own time. */
final class SystemClock implements Clock {

	public function now(): \DateTimeImmutable {
		return new \DateTimeImmutable( 'now', new \DateTimeZone( 'UTC' ) );
	}
}
