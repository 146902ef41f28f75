<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Tests\Llm\Support;

use Aaia\Chatbot\Llm\Cancellation;

/** Somebody waits for the whole answer. Counts how often it was asked. */
final class NeverCancelled implements Cancellation {

	public int $asked = 0;

	public function requested(): bool {
		++$this->asked;
		return false;
	}
}
