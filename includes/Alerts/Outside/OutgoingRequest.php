<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Alerts\Outside;

defined( 'ABSPATH' ) || exit;

/** One HTTP request to an outside service. */
final class OutgoingRequest {

	/** @param array<string, string> $headers */
	public function __construct(
		public readonly string $method,
		public readonly string $url,
		public readonly array $headers,
		public readonly string $body = '',
	) {}

	/**
	 * A JSON POST.
	 *
	 * @param array<string, mixed>  $body
	 * @param array<string, string> $headers
	 */
	public static function json( string $url, array $body, array $headers = [] ): self {
		return new self( 'POST', $url, $headers + [ 'Content-Type' => 'application/json' ], (string) wp_json_encode( $body, JSON_UNESCAPED_UNICODE | JSON_UNESCAPED_SLASHES | JSON_INVALID_UTF8_SUBSTITUTE ) );
	}

	/**
	 * A GET.
	 *
	 * @param array<string, string> $headers
	 */
	public static function get( string $url, array $headers ): self {
		return new self( 'GET', $url, $headers );
	}
}
