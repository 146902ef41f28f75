<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Llm\OpenAi;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Llm\LlmFailure;
use Aaia\Chatbot\Llm\LlmFailureKind;

/** Puts what WordPress says of a failed request into a kind and a sentence. */
final class TransportError {

	/** curl's error numbers (https://curl.se/libcurl/c/libcurl-errors.html) by what is wrong. */
	private const DNS        = [ 5, 6 ];
	private const CONNECTION = [ 7, 45 ];
	private const TIMEOUT    = [ 28 ];
	private const TLS        = [ 35, 51, 53, 54, 58, 59, 60, 64, 66, 77, 80, 82, 83, 90, 91, 98 ];
	private const CUT        = [ 16, 18, 23, 52, 55, 56, 61, 92, 95 ];

	/** @param bool $begun Whether bytes of the answer had come. */
	public static function failure( \WP_Error $error, bool $begun ): LlmFailure {
		$said = $error->get_error_message();
		if ( 'http_request_not_executed' === $error->get_error_code() ) {
			return new LlmFailure( LlmFailureKind::HostRefused, __( 'This site blocks outgoing requests (WP_HTTP_BLOCK_EXTERNAL). Add the model server to WP_ACCESSIBLE_HOSTS.', 'aaia-chatbot' ) );
		}
		$kind = self::kind( $said, $begun );
		return new LlmFailure( $kind, self::sentence( $kind, $said ) );
	}

	private static function kind( string $said, bool $begun ): LlmFailureKind {
		$number = 1 === preg_match( '/cURL error (\d+)/', $said, $found ) ? (int) $found[1] : 0;
		$kind   = match ( true ) {
			in_array( $number, self::DNS, true )        => LlmFailureKind::Dns,
			in_array( $number, self::CONNECTION, true ) => LlmFailureKind::Connection,
			in_array( $number, self::TIMEOUT, true )    => LlmFailureKind::Timeout,
			in_array( $number, self::TLS, true )        => LlmFailureKind::Tls,
			in_array( $number, self::CUT, true )        => $begun ? LlmFailureKind::Cut : LlmFailureKind::Connection,
			default                                     => null,
		};
		return $kind ?? match ( true ) {
			1 === preg_match( '/valid URL/i', $said )             => LlmFailureKind::HostRefused,
			1 === preg_match( '/timed? ?out/i', $said )           => LlmFailureKind::Timeout,
			1 === preg_match( '/ssl|tls|certificate/i', $said )   => LlmFailureKind::Tls,
			1 === preg_match( '/getaddrinfo|resolve/i', $said )   => LlmFailureKind::Dns,
			default                                               => $begun ? LlmFailureKind::Cut : LlmFailureKind::Connection,
		};
	}

	private static function sentence( LlmFailureKind $kind, string $said ): string {
		$sentence = match ( $kind ) {
			LlmFailureKind::Dns         => __( 'The host name of the base URL is not known (DNS). Check its spelling.', 'aaia-chatbot' ),
			LlmFailureKind::Tls         => __( 'No secure connection to the model server: its certificate is not valid for this address, or it speaks no https.', 'aaia-chatbot' ),
			LlmFailureKind::Timeout     => __( 'The model server did not answer in time. It may be overloaded, or the model too slow for this machine.', 'aaia-chatbot' ),
			LlmFailureKind::Cut         => __( 'The connection to the model server broke in the middle of the answer.', 'aaia-chatbot' ),
			LlmFailureKind::HostRefused => __( 'WordPress refused the address of the model server.', 'aaia-chatbot' ),
			default                     => __( 'The model server refuses the connection or is not running. Check its address and port.', 'aaia-chatbot' ),
		};
		return $sentence . ' (' . Redaction::of( $said ) . ')';
	}
}
