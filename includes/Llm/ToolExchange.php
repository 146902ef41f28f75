<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Llm;

defined( 'ABSPATH' ) || exit;

/** A tool call made earlier in this turn and what came of it. */
final class ToolExchange {

	/**
	 * @param string               $call_id     The model's id of the call.
	 * @param string               $name        The tool's name.
	 * @param array<string, mixed> $input       Its input.
	 * @param string               $result      What the model is told of the outcome: JSON or a sentence.
	 * @param string               $text_before What the model had written before the call in the same step.
	 */
	public function __construct(
		public readonly string $call_id,
		public readonly string $name,
		public readonly array $input,
		public readonly string $result,
		public readonly string $text_before = '',
	) {}
}
