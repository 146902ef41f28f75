<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Llm;

defined( 'ABSPATH' ) || exit;

/** Provides a client's configuration. Read for each request, so that changed settings apply at once. */
interface LlmConfigSource {

	public function current(): LlmConfig;
}
