<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Http\Outgoing;

defined( 'ABSPATH' ) || exit;

/** A URL that AddressGate has allowed, normalised, with its host's addresses at that time. Connections go only to these. */
final class CheckedAddress {

	/**
	 * @param string                 $url       Scheme and host in lower case, in ASCII; no user name, no fragment.
	 * @param string                 $host      IPv6 addresses without brackets.
	 * @param non-empty-list<string> $addresses IPv4 first.
	 * @param bool                   $is_inside All of them are in a private network, which the owner has allowed.
	 */
	public function __construct(
		public readonly string $url,
		public readonly string $scheme,
		public readonly string $host,
		public readonly int $port,
		public readonly array $addresses,
		public readonly bool $is_inside = false,
	) {}
}
