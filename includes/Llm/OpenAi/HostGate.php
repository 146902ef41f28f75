<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Llm\OpenAi;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Http\Outgoing\InsideNetworks;
use Aaia\Chatbot\Llm\LlmFailure;
use Aaia\Chatbot\Llm\LlmFailureKind;

/**
 * Keeps a typed address from reaching machines of the inside network, unless the owner allowed that host.
 *
 * WordPress refuses private addresses too, but not the site's own host on another port; this rule has no such exception.
 */
final class HostGate {

	/**
	 * @param list<string> $allowed_hosts `host` (any port) or `host:port`.
	 *
	 * @throws LlmFailure Dns when the name leads nowhere, HostRefused when it leads inside and is not allowed.
	 */
	public function check( string $host, int $port, array $allowed_hosts ): void {
		$is_address = false !== filter_var( $host, FILTER_VALIDATE_IP, FILTER_FLAG_IPV4 );
		$address    = $is_address ? $host : gethostbyname( $host );
		if ( ! $is_address && $address === $host ) {
			/* translators: %s: host name. */
			throw new LlmFailure( LlmFailureKind::Dns, sprintf( __( 'The host name “%s” is not known (DNS). Check the spelling of the base URL.', 'aaia-chatbot' ), $host ) );
		}
		if ( InsideNetworks::hold( $address ) && ! self::is_listed( $host, $port, $allowed_hosts ) ) {
			/* translators: %s: host and port. */
			throw new LlmFailure( LlmFailureKind::HostRefused, sprintf( __( '“%s” is an address of the local network. Add it to the allowed local hosts if the model runs there.', 'aaia-chatbot' ), $host . ':' . $port ) );
		}
	}

	/** @param list<string> $allowed_hosts */
	public static function is_listed( string $host, int $port, array $allowed_hosts ): bool {
		foreach ( $allowed_hosts as $allowed ) {
			$allowed = strtolower( trim( $allowed ) );
			if ( $host === $allowed || $host . ':' . $port === $allowed ) {
				return true;
			}
		}
		return false;
	}
}
