<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Tests\Llm\Support;

use Aaia\Chatbot\Llm\Cancellation;

/** Never cancels, and counts how often it was polled. */
final class NeverCancelled implements Cancellation {

	public int $asked = 0;

	public function requested(): bool {
		++$this->asked;
		return false;
	}
}
