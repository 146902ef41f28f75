<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Llm;

defined( 'ABSPATH' ) || exit;

/** Tells a client whether its answer is still wanted. Polled at least every second while an answer is awaited; cheap to call. */
interface Cancellation {

	public function requested(): bool;
}
