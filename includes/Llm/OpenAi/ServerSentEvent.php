<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Llm\OpenAi;

defined( 'ABSPATH' ) || exit;

/** One server-sent event. */
final class ServerSentEvent {

	/**
	 * @param string $type    `message` when the event has no type.
	 * @param string $data    Data lines joined by line feeds.
	 * @param string $last_id The last event id.
	 */
	public function __construct(
		public readonly string $type,
		public readonly string $data,
		public readonly string $last_id,
	) {}
}
