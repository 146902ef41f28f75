<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Support;

defined( 'ABSPATH' ) || exit;

/** The current time; tests replace it by a clock they can move. */
interface Clock {

	/** Now, in UTC. */
	public function now(): \DateTimeImmutable;
}
