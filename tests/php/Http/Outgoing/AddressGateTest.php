<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Tests\Http\Outgoing;

use Aaia\Chatbot\Http\Outgoing\AddressGate;
use Aaia\Chatbot\Http\Outgoing\CallFailure;
use Aaia\Chatbot\Http\Outgoing\CallFailureKind;
use Aaia\Chatbot\Http\Outgoing\CheckedAddress;
use Aaia\Chatbot\Http\Outgoing\LocalHosts;
use Aaia\Chatbot\Tests\TestCase;
use PHPUnit\Framework\Attributes\DataProvider;

/** Checks of URLs, with names resolved from a list. */
final class AddressGateTest extends TestCase {

	private const PUBLIC_FOUR = '93.184.215.14';

	private const PUBLIC_SIX = '2606:2800:21f:cb07:6820:80da:af6b:8b2c';

	/** @param list<string> $addresses Of every name. */
	private function gate( array $addresses = [ self::PUBLIC_FOUR ] ): AddressGate {
		return new AddressGate( static fn(): array => $addresses );
	}

	private function failure( string $url, ?AddressGate $gate = null, LocalHosts $local = new LocalHosts() ): ?CallFailureKind {
		try {
			( $gate ?? $this->gate() )->check( $url, $local );
			return null;
		} catch ( CallFailure $failure ) {
			return $failure->kind;
		}
	}

	/** @return iterable<string, array{string}> */
	public static function addresses_inside(): iterable {
		$four = [
			'127.0.0.1', '10.1.2.3', '172.16.0.1', '172.31.255.255', '192.168.0.1', '169.254.169.254', '100.64.0.1', '0.0.0.0',
			'224.0.0.1', '240.0.0.1', '255.255.255.255', '192.0.2.1', '198.18.0.1', '198.51.100.7', '203.0.113.9', '192.88.99.1',
			'168.63.129.16',
		];
		$six  = [
			'::', '::1', '::7f00:1', '::ffff:127.0.0.1', '::ffff:10.0.0.1', '64:ff9b::7f00:1', '64:ff9b::a9fe:a9fe',
			'64:ff9b:1::1', '100::1', '2001::1', '2001:0:0a00:1::', '2001:0:5db8:d70e:0:0:80ff:fffe', '2001:2::1', '2001:20::1',
			'2001:db8::1', '2002:7f00:1::', '2002:c0a8:1::1', '3fff::1', '5f00::1', 'fc00::1', 'fd00:ec2::254', 'fe80::1',
			'fec0::1', 'ff02::1', 'fe80::1%eth0',
		];
		foreach ( [ ...$four, ...$six ] as $address ) {
			yield $address => [ $address ];
		}
	}

	#[DataProvider( 'addresses_inside' )]
	public function test_a_name_with_any_private_address_is_refused( string $inside ): void {
		self::assertSame( CallFailureKind::Inside, $this->failure( 'https://a.example/', $this->gate( [ $inside ] ) ) );
		self::assertSame(
			CallFailureKind::Inside,
			$this->failure( 'https://a.example/', $this->gate( [ self::PUBLIC_FOUR, self::PUBLIC_SIX, $inside ] ) ),
		);
	}

	#[DataProvider( 'addresses_inside' )]
	public function test_a_private_address_is_refused( string $inside ): void {
		$host = str_contains( $inside, ':' ) ? '[' . $inside . ']' : $inside;
		self::assertContains( $this->failure( 'https://' . $host . '/' ), [ CallFailureKind::Inside, CallFailureKind::BadAddress ] );
	}

	public function test_public_addresses_are_allowed_also_embedded_ones(): void {
		foreach ( [
			'8.8.8.8',
			'172.15.0.1',
			'172.32.0.1',
			'100.128.0.1',
			'223.255.255.255',
			'168.63.129.17',
			self::PUBLIC_SIX,
			'2a00::1',
			'64:ff9b::808:808',
			'::ffff:8.8.8.8',
			'2002:808:808::1',
		] as $address ) {
			self::assertNull( $this->failure( 'https://a.example/', $this->gate( [ $address ] ) ), $address );
		}
		self::assertNull( $this->failure( 'https://[' . self::PUBLIC_SIX . ']/' ) );
	}

	/** @return iterable<string, array{string}> */
	public static function disguises(): iterable {
		$urls = [
			'http://2130706433/',
			'http://0x7f000001/',
			'http://0x7f.1/',
			'http://0177.0.0.1/',
			'http://127.1/',
			'http://0/',
			'http://127.0.0.1./',
			'http://127.0.0.1:80@a.example/',
			'http://a.example@127.0.0.1/',
			'http://user:pass@a.example/',
			'http://a.example\\@127.0.0.1/',
			'http://a.example\\.evil.example/',
			'http:\\\\127.0.0.1/',
			'http:/127.0.0.1/',
			'http:///127.0.0.1/',
			'//127.0.0.1/',
			'http://%31%32%37.0.0.1/',
			'http://127%2e0.0.1/',
			'http://a.example%00.evil.example/',
			"http://a.example\n.evil.example/",
			"http://a.example/\r\nHost: evil.example",
			'http://a.example /',
			'http://[::1]/',
			'http://[::ffff:7f00:1]/',
			'http://[fe80::1%25eth0]/',
			'http://[127.0.0.1]/',
			'http://①②⑦.0.0.1/',
			'http://a..example/',
			'http://.example/',
			'http://-a.example/',
			'http://a.example:/x:80',
			'http://a.example:0/',
			'http://a.example:22/',
			'http://a.example:65616/',
			'http://a.example:99999999999/',
			'ftp://a.example/',
			'file:///etc/passwd',
			'gopher://127.0.0.1:6379/_INFO',
			'javascript:alert(1)',
			'a.example',
			'',
		];
		foreach ( $urls as $url ) {
			yield $url => [ $url ];
		}
	}

	#[DataProvider( 'disguises' )]
	public function test_disguised_private_addresses_are_refused( string $url ): void {
		$gate = new AddressGate(
			static fn( string $host ): array => in_array(
				$host,
				[ 'localhost', '127.1', '2130706433' ],
				true,
			) ? [ '127.0.0.1' ] : [ self::PUBLIC_FOUR ],
		);
		self::assertContains( $this->failure( $url, $gate ), [ CallFailureKind::BadAddress, CallFailureKind::Inside ] );
	}

	public function test_the_checked_url_is_normalised(): void {
		$spelled = fn( string $url ): CheckedAddress => $this->gate()->check( $url );
		self::assertSame( 'https://a.example/Path?q=1', $spelled( 'HtTpS://A.EXAMPLE.:443/Path?q=1#part' )->url );
		self::assertSame( 'http://a.example:8080/?q', $spelled( 'HTTP://a.example:8080?q' )->url );
		self::assertSame( 'https://xn--bcher-kva.example/', $spelled( 'https://Bücher.example' )->url );
		self::assertStringStartsWith(
			'http://xn--',
			$spelled( 'http://１２７.０.０.１/' )->url,
			'Digits of other scripts make a name, and the name is looked up.',
		);
		self::assertSame(
			[ 'https', 'a.example', 443 ],
			[ $spelled( 'HTTPS://A.example' )->scheme, $spelled( 'HTTPS://A.example' )->host, $spelled( 'HTTPS://A.example' )->port ],
		);
	}

	public function test_a_scheme_in_capitals_is_checked_alike(): void {
		foreach ( [ 'HTTP', 'Http', 'hTTPs' ] as $scheme ) {
			self::assertSame( CallFailureKind::Inside, $this->failure( $scheme . '://127.0.0.1/' ) );
		}
	}

	public function test_the_sites_own_host_is_allowed_only_at_public_addresses(): void {
		update_option( 'home', 'https://own.example' );
		update_option( 'siteurl', 'https://own.example' );
		self::assertTrue(
			apply_filters( 'http_request_host_is_external', false, 'own.example', 'https://own.example/' ),
			'WordPress says yes to it.',
		);
		self::assertSame( CallFailureKind::Inside, $this->failure( 'https://own.example/', $this->gate( [ '10.0.0.7' ] ) ) );
		self::assertNull( $this->failure( 'https://own.example/' ) );
		self::assertIsInt(
			has_filter( 'http_request_host_is_external', 'allowed_http_request_hosts' ),
			'Other requests of WordPress keep its rule.',
		);
	}

	public function test_an_allowed_redirect_host_may_not_be_private(): void {
		add_filter( 'allowed_redirect_hosts', static fn( array $hosts ): array => [ ...$hosts, 'login.example' ] );
		self::assertSame( CallFailureKind::Inside, $this->failure( 'https://login.example/', $this->gate( [ '10.0.0.7' ] ) ) );
	}

	public function test_the_owners_code_can_allow_a_private_host(): void {
		add_filter( 'http_request_host_is_external', static fn( bool $is, string $host ): bool => $is || 'intra.example' === $host, 10, 2 );
		self::assertNull( $this->failure( 'https://intra.example/', $this->gate( [ '10.0.0.7' ] ) ) );
		self::assertSame( CallFailureKind::Inside, $this->failure( 'https://other.example/', $this->gate( [ '10.0.0.7' ] ) ) );
	}

	public function test_an_allowed_local_host_is_allowed_for_its_exact_host_port_and_scheme(): void {
		$passes = fn( string $url, string $entry ): bool => null === $this
			->failure( $url, $this->gate( [ '10.0.0.5' ] ), new LocalHosts( [ $entry ], true ) );
		self::assertTrue( $passes( 'http://box.lan:11434/v1', ' Box.lan:11434 ' ) );
		self::assertTrue( $passes( 'HTTP://BOX.lan.:11434/v1', 'box.lan:11434' ) );
		self::assertTrue( $passes( 'http://box.lan:11434/v1', 'http://box.lan:11434/' ) );
		self::assertTrue( $passes( 'http://10.0.0.5:11434/v1', '10.0.0.5' ) );
		self::assertTrue( $passes( 'http://[fd00::5]:11434/v1', '[fd00::5]:11434' ) );
		self::assertFalse( $passes( 'http://box.lan:22/', 'box.lan:11434' ) );
		self::assertFalse( $passes( 'http://box.lan/', 'box.lan:11434' ) );
		self::assertFalse( $passes( 'https://box.lan:11434/', 'http://box.lan:11434' ) );
		self::assertFalse( $passes( 'http://evil.box.lan:11434/', 'box.lan:11434' ) );
		self::assertFalse( $passes( 'http://10.0.0.5:11434/', 'box.lan:11434' ) );
	}

	public function test_a_name_without_an_address_is_unknown(): void {
		self::assertSame( CallFailureKind::UnknownHost, $this->failure( 'https://a.example/', $this->gate( [] ) ) );
	}

	public function test_all_of_a_thousand_addresses_are_checked_and_a_few_kept(): void {
		$many = array_map( static fn( int $at ): string => '93.184.' . intdiv( $at, 250 ) . '.' . $at % 250, range( 1, 1000 ) );
		self::assertCount( 8, $this->gate( $many )->check( 'https://a.example/' )->addresses );
		self::assertSame( CallFailureKind::Inside, $this->failure( 'https://a.example/', $this->gate( [ ...$many, '127.0.0.1' ] ) ) );
	}
}
