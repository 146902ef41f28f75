<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Tests\Http\Outgoing;

use Aaia\Chatbot\Http\Outgoing\WebUrl;
use Aaia\Chatbot\Tests\TestCase;
use PHPUnit\Framework\Attributes\DataProvider;

final class WebUrlTest extends TestCase {

	/** @return iterable<array{string, ?string}> */
	public static function addresses(): iterable {
		yield [ ' HTTPS://Example.COM ', 'https://example.com/' ];
		yield [ 'https://example.com:443/a/./b/../c?x=1#part', 'https://example.com/a/c?x=1' ];
		yield [ 'http://example.com:8080/?', 'http://example.com:8080/' ];
		yield [ 'https://exämple.fr/été page', 'https://xn--exmple-cua.fr/%C3%A9t%C3%A9%20page' ];
		yield [ 'https://example.com./a/', 'https://example.com/a/' ];
		yield [ 'https://example.com/a%20b', 'https://example.com/a%20b' ];
		yield [ 'https://example.com/../../etc', 'https://example.com/etc' ];
		foreach ( [
			'',
			'example.com',
			'ftp://example.com/',
			'javascript:alert(1)',
			'https://',
			'https://user:pw@example.com/',
			"https://example.com/\r\nHost: x",
			'http://[::1]/',
			'http:\\\\example.com',
			'https://exa mple.com/',
			'https://example.com/' . str_repeat( 'a', 1000 ),
		] as $bad ) {
			yield [ $bad, null ];
		}
	}

	#[DataProvider( 'addresses' )]
	public function test_an_address_has_one_spelling_or_is_none( string $typed, ?string $url ): void {
		self::assertSame( $url, WebUrl::normalised( $typed ) );
	}

	public function test_references_are_resolved_against_their_page(): void {
		$resolved = static fn( string $reference ): ?string => WebUrl::resolved( 'https://example.com/docs/page?x=1', $reference );
		self::assertSame( 'https://example.com/docs/other', $resolved( 'other' ) );
		self::assertSame( 'https://example.com/top', $resolved( '/top' ) );
		self::assertSame( 'https://cdn.example.com/x', $resolved( '//cdn.example.com/x' ) );
		self::assertNull( $resolved( 'mailto:someone@example.com' ) );
		self::assertNull( $resolved( 'data:text/html,x' ) );
		self::assertNull( $resolved( '' ) );
	}

	public function test_www_makes_no_other_site_but_a_port_does(): void {
		self::assertSame( WebUrl::site( 'https://www.example.com/a' ), WebUrl::site( 'http://example.com/b' ) );
		self::assertNotSame( WebUrl::site( 'https://example.com/' ), WebUrl::site( 'https://example.com:8080/' ) );
		self::assertNotSame( WebUrl::site( 'https://example.com/' ), WebUrl::site( 'https://example.com.evil.test/' ) );
	}
}
