<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Http\Outgoing;

defined( 'ABSPATH' ) || exit;

/**
 * Hosts that may be asked although they are of this machine or the local network.
 *
 * An entry is `host:port`, `scheme://host:port` (nothing else of that host passes), or a bare `host` for all its ports.
 */
final class LocalHosts {

	/**
	 * @param list<string> $entries  As the owner typed them.
	 * @param bool         $any_port Whether the address may be at any port, also of a public host: the owner typed it.
	 */
	public function __construct(
		private readonly array $entries = [],
		public readonly bool $any_port = false,
	) {}

	/** Whether an entry names exactly this host and port, and this scheme where it names one. */
	public function contain( string $scheme, string $host, int $port ): bool {
		$host = str_contains( $host, ':' ) ? '[' . $host . ']' : $host;
		foreach ( $this->entries as $entry ) {
			$entry = rtrim( strtolower( trim( $entry ) ), '/' );
			if ( in_array( $entry, [ $host, $host . ':' . $port, $scheme . '://' . $host . ':' . $port ], true ) ) {
				return true;
			}
		}
		return false;
	}
}
