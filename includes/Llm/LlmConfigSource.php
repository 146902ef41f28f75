<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Llm;

defined( 'ABSPATH' ) || exit;

/** Tells a client how to reach its model, each time anew, so that a changed setting counts at once. */
interface LlmConfigSource {

	public function current(): LlmConfig;
}
