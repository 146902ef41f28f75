<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Llm;

defined( 'ABSPATH' ) || exit;

/** A tool call made earlier in this turn, with its result. */
final class ToolExchange {

	/**
	 * @param string               $call_id     The model's id of the call.
	 * @param string               $name        The tool's name.
	 * @param array<string, mixed> $input       Its input.
	 * @param string               $result      Result as sent to the model: JSON or a sentence.
	 * @param string               $text_before Text the model wrote before the call in the same step.
	 */
	public function __construct(
		public readonly string $call_id,
		public readonly string $name,
		public readonly array $input,
		public readonly string $result,
		public readonly string $text_before = '',
	) {}
}
