<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Llm;

defined( 'ABSPATH' ) || exit;

/** Description of a tool for a model. */
final class ToolDefinition {

	/**
	 * @param string               $name        Such as `send_support_email`; `[a-z_]{1,64}`.
	 * @param string               $description When to use it, for the model.
	 * @param array<string, mixed> $schema      JSON Schema of its input; closed.
	 */
	public function __construct(
		public readonly string $name,
		public readonly string $description,
		public readonly array $schema,
	) {}
}
