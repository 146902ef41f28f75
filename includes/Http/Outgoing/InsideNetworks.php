<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Http\Outgoing;

defined( 'ABSPATH' ) || exit;

/** The networks that are not the public internet: this machine, the local network, cloud metadata, documentation, multicast. */
final class InsideNetworks {

	/** IANA IPv4 special-purpose registry, as first address and prefix length. */
	private const NETWORKS = [
		[ '0.0.0.0', 8 ], [ '10.0.0.0', 8 ], [ '100.64.0.0', 10 ], [ '127.0.0.0', 8 ], [ '169.254.0.0', 16 ], [ '172.16.0.0', 12 ], [ '192.0.0.0', 24 ],
		[ '192.0.2.0', 24 ], [ '192.88.99.0', 24 ], [ '192.168.0.0', 16 ], [ '198.18.0.0', 15 ], [ '198.51.100.0', 24 ], [ '203.0.113.0', 24 ], [ '224.0.0.0', 3 ],
	];

	/** Whether an IPv4 address is not of the public internet; what is no IPv4 address counts as inside. */
	public static function hold( string $address ): bool {
		$number = ip2long( $address );
		if ( false === $number ) {
			return true;
		}
		foreach ( self::NETWORKS as [ $first, $length ] ) {
			$shift = 32 - $length;
			if ( $number >> $shift === ip2long( $first ) >> $shift ) {
				return true;
			}
		}
		return false;
	}
}
