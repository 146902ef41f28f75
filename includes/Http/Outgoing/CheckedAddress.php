<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Http\Outgoing;

defined( 'ABSPATH' ) || exit;

/** A URL that passed the gate: in one spelling, with the addresses its host had then. A connection goes to these and to no other. */
final class CheckedAddress {

	/**
	 * @param string                 $url       Scheme and host in lower case, in ASCII; no user name, no fragment.
	 * @param string                 $host      IPv6 addresses without brackets.
	 * @param non-empty-list<string> $addresses IPv4 first.
	 * @param bool                   $is_inside All of them belong to this machine or the local network, which somebody allowed.
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
