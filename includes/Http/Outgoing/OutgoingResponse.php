<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Http\Outgoing;

defined( 'ABSPATH' ) || exit;

/** The response of another server. None of it is trusted. */
final class OutgoingResponse {

	/**
	 * @param string                $url     URL of the response, after redirects.
	 * @param array<string, string> $headers By lower-case name; repeated headers are joined by commas.
	 * @param string                $body    Decompressed, as far as it was read.
	 * @param bool                  $is_cut  Whether the body was longer than the limit.
	 */
	public function __construct(
		public readonly string $url,
		public readonly int $status,
		public readonly array $headers,
		public readonly string $body,
		public readonly bool $is_cut = false,
	) {}

	/** A header by its lower-case name; empty when it is missing. */
	public function header( string $name ): string {
		return $this->headers[ $name ] ?? '';
	}

	/** The media type in lower case, without parameters; empty when it is missing. */
	public function type(): string {
		return strtolower( trim( explode( ';', $this->header( 'content-type' ) )[0] ) );
	}

	/** Whether the status is 2xx. */
	public function is_success(): bool {
		return $this->status >= 200 && $this->status < 300;
	}

	/**
	 * Seconds that the server asks to wait; null when it does not.
	 *
	 * Retry-After is seconds or a date (RFC 9110, 10.2.3); some model servers send milliseconds in a header of their own.
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
