<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Llm\OpenAi;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Http\Outgoing\CallFailure;
use Aaia\Chatbot\Http\Outgoing\CallFailureKind;
use Aaia\Chatbot\Llm\LlmFailure;
use Aaia\Chatbot\Llm\LlmFailureKind;

/** Maps a transport failure (no response from the model server) to an LlmFailure with a sentence for the owner. */
final class TransportErrorMapper {

	/** @param string $site Host and port of the server. */
	public static function failure( CallFailure $failure, string $site ): LlmFailure {
		$kind     = self::kind( $failure );
		$sentence = self::sentence( $failure->kind, $kind, $site );
		return new LlmFailure( $kind, '' === $failure->detail ? $sentence : $sentence . ' (' . $failure->detail . ')' );
	}

	private static function kind( CallFailure $failure ): LlmFailureKind {
		return match ( $failure->kind ) {
			CallFailureKind::UnknownHost => LlmFailureKind::Dns,
			CallFailureKind::Tls         => LlmFailureKind::Tls,
			CallFailureKind::Timeout     => LlmFailureKind::Timeout,
			CallFailureKind::Cancelled   => LlmFailureKind::Cancelled,
			CallFailureKind::TooLarge    => LlmFailureKind::BadResponse,
			CallFailureKind::Cut         => LlmFailureKind::Cut,
			CallFailureKind::BadAddress, CallFailureKind::Inside, CallFailureKind::Blocked,
			CallFailureKind::ClearText, CallFailureKind::Redirects => LlmFailureKind::HostRefused,
			CallFailureKind::Connection, CallFailureKind::Broken => $failure->begun ? LlmFailureKind::Cut : LlmFailureKind::Connection,
		};
	}

	private static function sentence( CallFailureKind $cause, LlmFailureKind $kind, string $site ): string {
		return match ( $cause ) {
			CallFailureKind::Inside      => sprintf(
				/* translators: %s: host and port. */
				__( '“%s” is an address of the local network. Add it to the allowed local hosts if the model runs there.', 'aaia-chatbot' ),
				$site,
			),
			CallFailureKind::UnknownHost => sprintf(
				/* translators: %s: host and port. */
				__( 'The host name of “%s” is not known (DNS). Check the spelling of the base URL.', 'aaia-chatbot' ),
				$site,
			),
			CallFailureKind::Blocked     => __(
				'This site blocks outgoing requests (WP_HTTP_BLOCK_EXTERNAL). Add the model server to WP_ACCESSIBLE_HOSTS.',
				'aaia-chatbot',
			),
			CallFailureKind::ClearText   => __(
				'The key is not sent over http, where others can read it. Enter an address that begins with https://, or add the server to the allowed local hosts if it is on your own network.',
				'aaia-chatbot',
			),
			CallFailureKind::TooLarge    => __( 'The model server sent far more than an answer.', 'aaia-chatbot' ),
			CallFailureKind::Cancelled   => __( 'The answer was stopped.', 'aaia-chatbot' ),
			default                      => self::sentence_for_kind( $kind ),
		};
	}

	private static function sentence_for_kind( LlmFailureKind $kind ): string {
		return match ( $kind ) {
			LlmFailureKind::Tls         => __(
				'No secure connection to the model server: its certificate is not valid for this address, or it does not support https.',
				'aaia-chatbot',
			),
			LlmFailureKind::Timeout     => __(
				'The model server did not answer in time. It may be overloaded, or the model too slow for this machine.',
				'aaia-chatbot',
			),
			LlmFailureKind::Cut         => __( 'The connection to the model server broke in the middle of the answer.', 'aaia-chatbot' ),
			LlmFailureKind::HostRefused => __(
				'The address of the model server is refused. It should look like https://api.example.com/v1.',
				'aaia-chatbot',
			),
			default                     => __(
				'The model server refuses the connection or is not running. Check its address and port.',
				'aaia-chatbot',
			),
		};
	}
}
