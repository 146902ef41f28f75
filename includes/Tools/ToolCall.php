<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Tools;

defined( 'ABSPATH' ) || exit;

/** A call whose input fits the tool's schema. */
final class ToolCall {

	/**
	 * @param array<string, mixed> $input
	 * @param bool                 $confirmed The visitor saw the input, could change it, and agreed.
	 */
	public function __construct(
		public readonly string $id,
		public readonly string $name,
		public readonly array $input,
		public readonly bool $confirmed = false,
	) {}
}
