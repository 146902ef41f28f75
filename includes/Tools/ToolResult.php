<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Tools;

defined( 'ABSPATH' ) || exit;

/** The result of a tool call. */
final class ToolResult {

	/**
	 * @param bool                 $ok     Whether the call succeeded.
	 * @param array<string, mixed> $output Result for the model and the visitor's panel; JSON.
	 */
	private function __construct(
		public readonly bool $ok,
		public readonly array $output,
	) {}

	/** @param array<string, mixed> $output */
	public static function done( array $output ): self {
		return new self( true, $output );
	}

	/** @param string $reason A sentence without technical detail. */
	public static function failed( string $reason ): self {
		return new self( false, [ 'error' => $reason ] );
	}
}
