<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Http\Outgoing;

defined( 'ABSPATH' ) || exit;

/** One HTTP request to another server. */
final class OutgoingRequest {

	/** Headers that contain a key. */
	private const SECRET = [ 'authorization', 'proxy-authorization', 'api-key', 'x-api-key', 'x-goog-api-key', 'cookie' ];

	/**
	 * @param string                $method  GET, POST and so on.
	 * @param array<string, string> $headers
	 * @param string                $agent   User agent; empty for WordPress's own.
	 */
	public function __construct(
		public readonly string $method,
		public readonly string $url,
		#[\SensitiveParameter] public readonly array $headers = [],
		public readonly string $body = '',
		public readonly string $agent = '',
	) {}

	/**
	 * A JSON POST.
	 *
	 * @param array<string, mixed>  $body
	 * @param array<string, string> $headers
	 */
	public static function json( string $url, array $body, #[\SensitiveParameter] array $headers = [] ): self {
		return new self(
			'POST',
			$url,
			$headers + [ 'Content-Type' => 'application/json' ],
			(string) wp_json_encode( $body, JSON_UNESCAPED_UNICODE | JSON_UNESCAPED_SLASHES | JSON_INVALID_UTF8_SUBSTITUTE ),
		);
	}

	/**
	 * A GET.
	 *
	 * @param array<string, string> $headers
	 */
	public static function get( string $url, #[\SensitiveParameter] array $headers = [], string $agent = '' ): self {
		return new self( 'GET', $url, $headers, '', $agent );
	}

	/**
	 * The keys in its headers, which must be removed from responses before they are shown.
	 *
	 * @return list<string>
	 */
	public function secrets(): array {
		$secrets = array_diff_key( $this->headers, self::without_keys( $this->headers ) );
		$secrets = preg_replace( '/\A(?:Bearer|Basic|Token)\s+/i', '', array_values( $secrets ) );
		return array_values( array_filter( $secrets, static fn( string $secret ): bool => '' !== $secret ) );
	}

	/**
	 * The headers without keys.
	 *
	 * @param array<string, string> $headers
	 *
	 * @return array<string, string>
	 */
	public static function without_keys( #[\SensitiveParameter] array $headers ): array {
		return array_filter(
			$headers,
			static fn( string $name ): bool => ! in_array( strtolower( $name ), self::SECRET, true ),
			ARRAY_FILTER_USE_KEY,
		);
	}
}
