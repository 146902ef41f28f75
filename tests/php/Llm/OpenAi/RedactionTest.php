<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Tests\Llm\OpenAi;

use Aaia\Chatbot\Llm\OpenAi\Redaction;
use Aaia\Chatbot\Tests\TestCase;

final class RedactionTest extends TestCase {

	public function test_nothing_that_looks_like_a_key_is_shown(): void {
		$said = Redaction::of( "Incorrect key: sk-proj-abcDEF123456 (also sk-ab*****yz12, Bearer xyz, ?key=hunter2)\n<b>AIzaSyA1234567890abcdefghijklmno</b> tiny", 'tiny' );

		foreach ( [ 'abcDEF', 'yz12', 'xyz', 'hunter2', 'AIza', 'tiny', '<b>', "\n" ] as $secret ) {
			self::assertStringNotContainsString( $secret, $said );
		}
		self::assertStringContainsString( 'Incorrect key', $said );
	}

	public function test_a_flood_is_cut(): void {
		self::assertLessThanOrEqual( 300, mb_strlen( Redaction::of( str_repeat( 'no no ', 10_000 ) ) ) );
	}
}
