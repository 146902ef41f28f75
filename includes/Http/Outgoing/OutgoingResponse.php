<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Http\Outgoing;

defined( 'ABSPATH' ) || exit;

/** What a server answered. All of it is hostile. */
final class OutgoingResponse {

	/**
	 * @param string                $url     The address that answered, after redirects.
	 * @param array<string, string> $headers By small name; a header that came more than once is joined by commas.
	 * @param string                $body    Unpacked, as far as it was read.
	 * @param bool                  $is_cut  The body was longer than was read.
	 */
	public function __construct(
		public readonly string $url,
		public readonly int $status,
		public readonly array $headers,
		public readonly string $body,
		public readonly bool $is_cut = false,
	) {}

	/** A header by its small name; empty when it did not come. */
	public function header( string $name ): string {
		return $this->headers[ $name ] ?? '';
	}

	/** The media type, small and without parameters; empty when none was named. */
	public function type(): string {
		return strtolower( trim( explode( ';', $this->header( 'content-type' ) )[0] ) );
	}

	/** Whether the server says that all went well. */
	public function is_success(): bool {
		return $this->status >= 200 && $this->status < 300;
	}

	/**
	 * Seconds the server asks to wait; null when it asks nothing.
	 *
	 * Retry-After is seconds or a date (RFC 9110, 10.2.3); some servers of models give milliseconds in a header of their own.
	 */
	public function retry_after( \DateTimeImmutable $now ): ?int {
		$milliseconds = trim( $this->header( 'retry-after-ms' ) );
		if ( 1 === preg_match( '/\A\d{1,9}\z/', $milliseconds ) ) {
			return (int) ceil( (int) $milliseconds / 1000 );
		}
		$value = trim( $this->header( 'retry-after' ) );
		if ( 1 === preg_match( '/\A\d{1,9}(?:\.\d+)?\z/', $value ) ) {
			return (int) ceil( (float) $value );
		}
		$date = '' === $value ? false : strtotime( $value );
		return false === $date ? null : max( 0, $date - $now->getTimestamp() );
	}
}
