<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Llm;

defined( 'ABSPATH' ) || exit;

/** Somebody waits for the whole answer, however long it takes. */
final class NotCancelled implements Cancellation {

	public function requested(): bool {
		return false;
	}
}
