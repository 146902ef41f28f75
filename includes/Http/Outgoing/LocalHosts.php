<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Http\Outgoing;

defined( 'ABSPATH' ) || exit;

/**
 * Private hosts that requests may be sent to.
 *
 * An entry is `host:port`, `scheme://host:port`, or `host` for all its ports.
 */
final class LocalHosts {

	/**
	 * @param list<string> $entries  As the owner typed them.
	 * @param bool         $any_port Whether any port is allowed, also of a public host, because the owner typed the address.
	 */
	public function __construct(
		private readonly array $entries = [],
		public readonly bool $any_port = false,
	) {}

	/** Whether an entry matches this host, port and scheme. */
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
