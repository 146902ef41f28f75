<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Llm\OpenAi;

defined( 'ABSPATH' ) || exit;

/** One event of an event stream. */
final class ServerSentEvent {

	/**
	 * @param string $type    `message` when the stream named none.
	 * @param string $data    Data lines joined by line feeds.
	 * @param string $last_id The id in force.
	 */
	public function __construct(
		public readonly string $type,
		public readonly string $data,
		public readonly string $last_id,
	) {}
}
