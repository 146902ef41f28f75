<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Llm\OpenAi;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Http\Outgoing\OutgoingResponse;

/**
 * An error response of the server, by HTTP status or inside a stream, with the server's unredacted message.
 *
 * That message may contain the key, so the exception's own message, which PHP and other plugins write into logs, leaves it out.
 */
final class ErrorResponse extends \RuntimeException {

	/**
	 * @param int    $status      HTTP status; 0 for an error inside a stream.
	 * @param string $said        The server's message.
	 * @param string $codes       The server's code and type, lower case, separated by a space.
	 * @param string $param       The parameter the error is about.
	 * @param ?int   $retry_after Seconds the server asks to wait.
	 * @param string $location    Target of a redirect.
	 */
	public function __construct(
		public readonly int $status,
		public readonly string $said,
		public readonly string $codes = '',
		public readonly string $param = '',
		public readonly ?int $retry_after = null,
		public readonly string $location = '',
	) {
		parent::__construct( 'The model server answered with an error.' );
	}

	public static function from_response( OutgoingResponse $answer ): self {
		$decoded = json_decode( $answer->body, true, 32, JSON_INVALID_UTF8_SUBSTITUTE );
		$error   = is_array( $decoded ) ? self::error_in( $decoded ) : null;
		return new self(
			$answer->status,
			null === $error ? '' : self::words( $error ),
			null === $error ? '' : self::codes( $error ),
			is_array( $error ) && is_string( $error['param'] ?? null ) ? $error['param'] : '',
			$answer->retry_after( new \DateTimeImmutable() ),
			$answer->header( 'location' ),
		);
	}

	/** Reads an error object inside a decoded body; null when there is none. */
	public static function from_body( mixed $decoded ): ?self {
		$error = is_array( $decoded ) ? $decoded['error'] ?? null : null;
		if ( null === $error || false === $error || [] === $error || '' === $error ) {
			return null;
		}
		$error  = is_array( $error ) ? $error : (string) wp_json_encode( $error );
		$status = is_array( $error ) && is_numeric( $error['code'] ?? null ) ? (int) $error['code'] : 0;
		return new self( $status >= 400 && $status < 600 ? $status : 0, self::words( $error ), self::codes( $error ) );
	}

	/**
	 * Finds the error where servers put it: `error`, the body itself, the first of a list, `detail` (FastAPI).
	 *
	 * @param array<mixed> $decoded
	 *
	 * @return array<mixed>|string
	 */
	private static function error_in( array $decoded ): array|string {
		$body  = isset( $decoded[0] ) && is_array( $decoded[0] ) ? $decoded[0] : $decoded;
		$error = $body['error'] ?? $body['detail'] ?? $body;
		return is_array( $error ) || is_string( $error ) ? $error : $body;
	}

	/** @param array<mixed>|string $error */
	private static function words( array|string $error ): string {
		if ( is_string( $error ) ) {
			return $error;
		}
		$said = $error['message'] ?? $error['msg'] ?? null;
		return is_string( $said ) ? $said : (string) wp_json_encode( $error );
	}

	/** @param array<mixed>|string $error */
	private static function codes( array|string $error ): string {
		if ( is_string( $error ) ) {
			return '';
		}
		$inner = $error['innererror'] ?? null;
		$codes = [ $error['code'] ?? '', $error['type'] ?? '', $error['status'] ?? '', is_array( $inner ) ? $inner['code'] ?? '' : '' ];
		return strtolower( trim( implode( ' ', array_filter( $codes, is_scalar( ... ) ) ) ) );
	}
}
