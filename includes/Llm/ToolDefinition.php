<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Llm;

defined( 'ABSPATH' ) || exit;

/** A tool as a model is told of it. */
final class ToolDefinition {

	/**
	 * @param string               $name        Such as `send_support_email`; `[a-z_]{1,64}`.
	 * @param string               $description When to use it, in words.
	 * @param array<string, mixed> $schema      JSON Schema of its input; closed.
	 */
	public function __construct(
		public readonly string $name,
		public readonly string $description,
		public readonly array $schema,
	) {}
}
