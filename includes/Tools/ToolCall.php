<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Tools;

defined( 'ABSPATH' ) || exit;

/** A call whose input fits the tool's schema. */
final class ToolCall {

	/** @param array<string, mixed> $input */
	public function __construct(
		public readonly string $id,
		public readonly string $name,
		public readonly array $input,
	) {}
}
