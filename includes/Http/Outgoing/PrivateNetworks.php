<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Http\Outgoing;

defined( 'ABSPATH' ) || exit;

/**
 * Networks that are not the public internet: this machine, local networks, cloud metadata, documentation, multicast.
 *
 * Source: IANA's IPv4 and IPv6 special-purpose registries. IPv6 addresses that embed an IPv4 address are classified by it.
 */
final class PrivateNetworks {

	/** First address and prefix length. The last one is Azure's host service. */
	private const IPV4 = [
		[ '0.0.0.0', 8 ], [ '10.0.0.0', 8 ], [ '100.64.0.0', 10 ], [ '127.0.0.0', 8 ], [
			'169.254.0.0',
			16,
		], [ '172.16.0.0', 12 ], [ '192.0.0.0', 24 ],
		[ '192.0.2.0', 24 ], [ '192.88.99.0', 24 ], [ '192.168.0.0', 16 ], [ '198.18.0.0', 15 ], [
			'198.51.100.0',
			24,
		], [ '203.0.113.0', 24 ], [ '224.0.0.0', 3 ],
		[ '168.63.129.16', 32 ],
	];

	/** Global unicast addresses (RFC 4291, 2.4). */
	private const IPV6_PUBLIC = [ '2000::', 3 ];

	/** Non-public parts of them: protocol assignments, documentation. */
	private const IPV6 = [ [ '2001::', 23 ], [ '2001:db8::', 32 ], [ '3fff::', 20 ] ];

	/** Prefixes of addresses that embed an IPv4 address, and its offset in bytes: mapped, NAT64, 6to4, Teredo's server. */
	private const EMBEDDED = [ [ '::ffff:0:0', 96, 12 ], [ '64:ff9b::', 96, 12 ], [ '2002::', 16, 2 ], [ '2001::', 32, 4 ] ];

	/** Teredo stores its client's IPv4 address in the last four bytes, with all bits inverted (RFC 4380, 4). */
	private const TEREDO = [ '2001::', 32 ];

	/** Whether an address is not public. An invalid address counts as private. */
	public static function contain( string $address ): bool {
		// phpcs:ignore WordPress.PHP.NoSilencedErrors -- false means that it is no address.
		$bytes = str_contains( $address, '%' ) ? false : @inet_pton( $address );
		if ( false === $bytes ) {
			return true;
		}
		return 4 === strlen( $bytes ) ? self::is_in( $bytes, self::IPV4 ) : self::contain_ipv6( $bytes );
	}

	private static function contain_ipv6( string $bytes ): bool {
		foreach ( self::EMBEDDED as [ $first, $length, $at ] ) {
			if ( self::is_in( $bytes, [ [ $first, $length ] ] ) ) {
				$hides = self::is_in( $bytes, [ self::TEREDO ] ) && self::is_in( ~substr( $bytes, 12 ), self::IPV4 );
				return $hides || self::is_in( substr( $bytes, $at, 4 ), self::IPV4 );
			}
		}
		return ! self::is_in( $bytes, [ self::IPV6_PUBLIC ] ) || self::is_in( $bytes, self::IPV6 );
	}

	/** @param list<array{string, int}> $networks Of the same kind as the address. */
	private static function is_in( string $bytes, array $networks ): bool {
		foreach ( $networks as [ $first, $length ] ) {
			$whole = intdiv( $length, 8 );
			$rest  = 0xFF00 >> $length % 8 & 0xFF;
			$start = (string) inet_pton( $first );
			if (
				0 === strncmp( $bytes, $start, $whole )
				&& ( 0 === $rest || ( ord( $bytes[ $whole ] ) & $rest ) === ( ord( $start[ $whole ] ) & $rest ) )
			) {
				return true;
			}
		}
		return false;
	}
}
