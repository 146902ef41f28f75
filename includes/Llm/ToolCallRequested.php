<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Llm;

defined( 'ABSPATH' ) || exit;

/** The model calls a tool. Its input is decoded but not yet checked against the tool's schema. */
final class ToolCallRequested implements StreamPart {

	/**
	 * @param string                $call_id The model's id; made up by the client when the model gave none.
	 * @param string                $name    As the model said it; may name no tool.
	 * @param ?array<string, mixed> $input   Null when the model's arguments were not a JSON object.
	 * @param string                $raw     The arguments as received, at most 20,000 bytes.
	 */
	public function __construct(
		public readonly string $call_id,
		public readonly string $name,
		public readonly ?array $input,
		public readonly string $raw = '',
	) {}
}
