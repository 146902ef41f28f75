<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Tests\Http\Outgoing;

use Aaia\Chatbot\Http\Outgoing\Redaction;
use Aaia\Chatbot\Tests\TestCase;

final class RedactionTest extends TestCase {

	public function test_nothing_that_looks_like_a_key_is_shown(): void {
		$said = Redaction::redact(
			"Incorrect key: sk-proj-abcDEF123456 (also sk-ab*****yz12, Bearer xyz, ?key=hunter2)\n<b>AIzaSyA1234567890abcdefghijklmno</b> tiny",
			'tiny',
		);

		foreach ( [ 'abcDEF', 'yz12', 'xyz', 'hunter2', 'AIza', 'tiny', '<b>', "\n" ] as $secret ) {
			self::assertStringNotContainsString( $secret, $said );
		}
		self::assertStringContainsString( 'Incorrect key', $said );
	}

	public function test_a_long_message_is_truncated(): void {
		self::assertLessThanOrEqual( 300, mb_strlen( Redaction::redact( str_repeat( 'no no ', 10_000 ) ) ) );
	}

	public function test_several_keys_are_removed_in_every_encoding(): void {
		$said = Redaction::redact(
			'You sent s3cret and ' . base64_encode( 'agent@example.org/token:zd-9fK2mQ7xLw4tR8vB' ) . ', key zd-9f K2mQ 7xLw 4tR8 vB.',
			's3cret',
			'zd-9fK2mQ7xLw4tR8vB',
		);
		self::assertStringNotContainsString( 's3cret', $said );
		self::assertStringNotContainsString( '7xLw', $said );
		self::assertStringContainsString( 'You sent', $said );
	}
}
