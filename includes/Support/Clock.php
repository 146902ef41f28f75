<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Support;

defined( 'ABSPATH' ) || exit;

/** Tells the time, so that tests can move it. */
interface Clock {

	/** Now, in UTC. */
	public function now(): \DateTimeImmutable;
}
