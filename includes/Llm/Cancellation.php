<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Llm;

defined( 'ABSPATH' ) || exit;

/** Asked often while an answer is awaited (at least every second): true means nobody wants the rest. Cheap to call. */
interface Cancellation {

	public function requested(): bool;
}
