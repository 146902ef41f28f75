<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Tests\Http;

use Aaia\Chatbot\Http\Cursor;
use Aaia\Chatbot\Http\Origins;
use Aaia\Chatbot\Tests\ChatTestCase;

final class OriginsTest extends ChatTestCase {

	/** @return iterable<string, array{?string, bool}> */
	public static function origins(): iterable {
		yield 'no browser' => [ null, true ];
		yield 'the site' => [ 'http://site.test', true ];
		yield 'the site behind TLS' => [ 'https://site.test', true ];
		yield 'in capitals' => [ 'https://SITE.test', true ];
		yield 'allowed' => [ 'https://shop.example', true ];
		yield 'allowed, in capitals' => [ 'https://Shop.Example', true ];
		yield 'allowed with its port' => [ 'https://dev.example:8443', true ];
		yield 'another port of it' => [ 'https://dev.example', false ];
		yield 'another port of the site' => [ 'http://site.test:8080', false ];
		yield 'without TLS' => [ 'http://shop.example', false ];
		yield 'a name that ends alike' => [ 'https://evil-shop.example', false ];
		yield 'a name that begins alike' => [ 'https://shop.example.evil.test', false ];
		yield 'a subdomain' => [ 'https://www.shop.example', false ];
		yield 'a subdomain of the site' => [ 'http://evil.site.test', false ];
		yield 'null' => [ 'null', false ];
		yield 'a file' => [ 'file://', false ];
		yield 'an extension' => [ 'chrome-extension://abcdef', false ];
		yield 'nonsense' => [ 'site.test', false ];
	}

	#[\PHPUnit\Framework\Attributes\DataProvider( 'origins' )]
	public function test_only_the_site_and_named_sites_may_talk_to_the_chat( ?string $origin, bool $allowed ): void {
		$this->settings( [ 'allowed_origins' => [ 'https://shop.example/', 'https://dev.example:8443' ] ] );
		$this->assertSame( $allowed, $this->plugin->services->get( Origins::class )->allows( $origin ) );
	}

	public function test_a_cursor_is_valid_only_unchanged_and_in_its_scope(): void {
		$cursor = new Cursor();
		$sealed = $cursor->seal( 42, 'ann' );
		$this->assertSame( 42, $cursor->open( $sealed, 'ann' ) );
		$this->assertNull( $cursor->open( $sealed, 'bob' ) );
		$this->assertNotSame( $sealed, $cursor->seal( 42, 'ann' ) );
		foreach ( [
			'',
			'42',
			substr( $sealed, 0, -2 ),
			strrev( $sealed ),
			$sealed . 'AA',
			str_repeat( 'A', 60 ),
			"$sealed\n",
			'%00',
		] as $broken ) {
			$this->assertNull( $cursor->open( $broken, 'ann' ), $broken );
		}
	}
}
