<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Llm;

defined( 'ABSPATH' ) || exit;

/** Never cancels: the caller waits for the whole answer. */
final class NotCancelled implements Cancellation {

	public function requested(): bool {
		return false;
	}
}
