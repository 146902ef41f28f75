<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Tests\Llm\Support;

use Aaia\Chatbot\Llm\Cancellation;

/** Cancels after some seconds. */
final class CancelledAfter implements Cancellation {

	private readonly float $until;

	public function __construct( float $seconds ) {
		$this->until = microtime( true ) + $seconds;
	}

	public function requested(): bool {
		return microtime( true ) >= $this->until;
	}
}
