<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Tests\Http;

use Aaia\Chatbot\Http\ClientAddress;
use Aaia\Chatbot\Tests\ChatTestCase;

final class ClientAddressTest extends ChatTestCase {

	/** @return iterable<string, array{list<string>, string, ?string, string}> Trusted proxies, REMOTE_ADDR, X-Forwarded-For, the address. */
	public static function requests(): iterable {
		yield 'nobody is trusted: the header says nothing' => [ [], '192.0.2.1', '203.0.113.9', '192.0.2.1' ];
		yield 'a named proxy is believed' => [ [ '10.0.0.0/8' ], '10.1.2.3', '203.0.113.9', '203.0.113.9' ];
		yield 'but only for what it saw itself' => [ [ '10.0.0.0/8' ], '10.1.2.3', '198.51.100.1, 203.0.113.9', '203.0.113.9' ];
		yield 'through two of ours' => [ [ '10.0.0.0/8', '192.0.2.7' ], '10.1.2.3', '203.0.113.9, 192.0.2.7', '203.0.113.9' ];
		yield 'a stranger is not believed' => [ [ '10.0.0.0/8' ], '11.1.2.3', '203.0.113.9', '11.1.2.3' ];
		yield 'with a port' => [ [ '10.0.0.1' ], '10.0.0.1', '198.51.100.1, 203.0.113.9:4711', '203.0.113.9' ];
		yield 'IPv6 in brackets' => [ [ '10.0.0.1' ], '10.0.0.1', '[2001:db8::1]:4711', '2001:db8::1' ];
		yield 'what the proxy could not name hides what is left of it' => [ [ '10.0.0.1' ], '10.0.0.1', '198.51.100.1, unknown', '10.0.0.1' ];
		yield 'no header' => [ [ '10.0.0.1' ], '10.0.0.1', null, '10.0.0.1' ];
		yield 'IPv4 in IPv6 clothes' => [ [ '10.0.0.0/8' ], '::ffff:10.1.2.3', '203.0.113.9', '203.0.113.9' ];
		yield 'an IPv6 range' => [ [ '2001:db8::/33' ], '2001:db8:7fff::1', '203.0.113.9', '203.0.113.9' ];
		yield 'just outside it' => [ [ '2001:db8::/33' ], '2001:db8:8000::1', '203.0.113.9', '2001:db8:8000::1' ];
		yield 'bits inside a byte' => [ [ '192.0.2.128/25' ], '192.0.2.127', '203.0.113.9', '192.0.2.127' ];
		yield 'a range with a typing error trusts nobody' => [ [ '10.0.0.0/x', 'nonsense', '/8' ], '10.1.2.3', '203.0.113.9', '10.1.2.3' ];
		yield 'no address at all' => [ [], 'garbage', null, '' ];
	}

	/** @param list<string> $trusted */
	#[\PHPUnit\Framework\Attributes\DataProvider( 'requests' )]
	public function test_forwarded_addresses_count_only_from_trusted_proxies(
		array $trusted,
		string $remote,
		?string $forwarded,
		string $expected,
	): void {
		$this->settings( [ 'trusted_proxies' => $trusted ] );
		$_SERVER['REMOTE_ADDR'] = $remote;
		unset( $_SERVER['HTTP_X_FORWARDED_FOR'] );
		if ( null !== $forwarded ) {
			$_SERVER['HTTP_X_FORWARDED_FOR'] = $forwarded;
		}
		$this->assertSame( $expected, $this->plugin->services->get( ClientAddress::class )->ip() );
	}

	public function test_the_stored_hash_distinguishes_addresses_and_reveals_nothing(): void {
		$hash = function ( string $address ): string {
			$_SERVER['REMOTE_ADDR'] = $address;
			return $this->plugin->services->get( ClientAddress::class )->hash();
		};
		$this->assertSame( $hash( '192.0.2.1' ), $hash( '192.0.2.1' ) );
		$this->assertNotSame( $hash( '192.0.2.1' ), $hash( '192.0.2.2' ) );
		$this->assertSame( $hash( '2001:db8::1' ), $hash( '2001:db8::ffff:1' ), 'One network is one place.' );
		$this->assertNotSame( $hash( '2001:db8::1' ), $hash( '2001:db8:0:1::1' ) );
		$this->assertStringNotContainsString( '192', $hash( '192.0.2.1' ) );
		$this->assertSame( 32, strlen( $hash( 'garbage' ) ) );
	}
}
