<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Tools;

defined( 'ABSPATH' ) || exit;

/** A tool call whose input matches the tool's schema. */
final class ToolCall {

	/**
	 * @param array<string, mixed> $input
	 * @param bool                 $confirmed Whether the visitor saw the input, could change it, and approved.
	 */
	public function __construct(
		public readonly string $id,
		public readonly string $name,
		public readonly array $input,
		public readonly bool $confirmed = false,
	) {}
}
