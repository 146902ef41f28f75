<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Tests\Llm\OpenAi;

use Aaia\Chatbot\Llm\LlmFailure;
use Aaia\Chatbot\Llm\LlmFailureKind;
use Aaia\Chatbot\Llm\OpenAi\HostGate;
use Aaia\Chatbot\Tests\TestCase;
use PHPUnit\Framework\Attributes\DataProvider;

final class HostGateTest extends TestCase {

	/** @return iterable<array{string, bool}> */
	public static function hosts(): iterable {
		foreach ( [ '127.0.0.1', '10.1.2.3', '172.16.0.1', '172.31.255.255', '192.168.0.1', '169.254.169.254', '100.64.0.1', '0.0.0.0', '224.0.0.1', '255.255.255.255', 'localhost', '[::1]', '2130706433' ] as $host ) {
			yield [ $host, false ];
		}
		foreach ( [ '8.8.8.8', '172.15.0.1', '172.32.0.1', '100.128.0.1', '223.255.255.255' ] as $host ) {
			yield [ $host, true ];
		}
	}

	#[DataProvider( 'hosts' )]
	public function test_only_public_addresses_pass_by_themselves( string $host, bool $passes ): void {
		try {
			( new HostGate() )->check( $host, 80, [] );
			self::assertTrue( $passes, $host );
		} catch ( LlmFailure $failure ) {
			self::assertFalse( $passes, $host );
			self::assertContains( $failure->kind, [ LlmFailureKind::HostRefused, LlmFailureKind::Dns ] );
		}
	}

	public function test_the_owner_allows_a_host_or_a_host_with_a_port(): void {
		self::assertTrue( HostGate::is_listed( '10.0.0.5', 11434, [ ' 10.0.0.5 ' ] ) );
		self::assertTrue( HostGate::is_listed( 'box.lan', 11434, [ 'Box.lan:11434' ] ) );
		self::assertFalse( HostGate::is_listed( 'box.lan', 22, [ 'box.lan:11434' ] ) );
		self::assertFalse( HostGate::is_listed( 'evil.box.lan', 11434, [ 'box.lan' ] ) );
	}
}
