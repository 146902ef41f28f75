<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Llm\OpenAi;

defined( 'ABSPATH' ) || exit;

/** How an HTTP exchange ended. */
final class HttpAnswer {

	/**
	 * @param int    $status       HTTP status.
	 * @param string $body         The whole body as received; for streamed answers it was yielded before.
	 * @param string $content_type Lower case, without parameters.
	 * @param ?int   $retry_after  Seconds, from `Retry-After` in either of its forms.
	 * @param string $location     Where a redirect leads; empty otherwise.
	 */
	public function __construct(
		public readonly int $status,
		public readonly string $body,
		public readonly string $content_type,
		public readonly ?int $retry_after,
		public readonly string $location,
	) {}

	/** @param array<string, mixed> $response As WordPress's HTTP functions give it. */
	public static function from( array $response ): self {
		return new self(
			(int) wp_remote_retrieve_response_code( $response ),
			wp_remote_retrieve_body( $response ),
			strtolower( trim( explode( ';', self::header( $response, 'content-type' ) )[0] ) ),
			self::seconds( self::header( $response, 'retry-after-ms' ), self::header( $response, 'retry-after' ) ),
			self::header( $response, 'location' ),
		);
	}

	public function is_success(): bool {
		return $this->status >= 200 && $this->status < 300;
	}

	/** @param array<string, mixed> $response */
	private static function header( array $response, string $name ): string {
		$value = wp_remote_retrieve_header( $response, $name );
		return is_array( $value ) ? (string) reset( $value ) : $value;
	}

	/** Retry-After is seconds or a date (RFC 9110, 10.2.3); some servers give milliseconds in a header of their own. */
	private static function seconds( string $milliseconds, string $after ): ?int {
		if ( 1 === preg_match( '/^\d{1,9}$/', $milliseconds ) ) {
			return (int) ceil( (int) $milliseconds / 1000 );
		}
		if ( 1 === preg_match( '/^\d{1,7}(?:\.\d+)?$/', $after ) ) {
			return (int) ceil( (float) $after );
		}
		$time = '' === $after ? false : strtotime( $after );
		return false === $time ? null : max( 0, $time - time() );
	}
}
