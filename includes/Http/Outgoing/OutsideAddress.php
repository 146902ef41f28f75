<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Http\Outgoing;

defined( 'ABSPATH' ) || exit;

/** A URL whose host was looked up and found to be outside. */
final class OutsideAddress {

	/** @param list<string> $addresses IPv4 addresses of the host; a connection goes to one of these and no other. */
	public function __construct(
		public readonly string $url,
		public readonly string $host,
		public readonly int $port,
		public readonly array $addresses,
	) {}
}
