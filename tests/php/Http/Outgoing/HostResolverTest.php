<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Tests\Http\Outgoing;

use Aaia\Chatbot\Http\Outgoing\HostResolver;
use Aaia\Chatbot\Tests\TestCase;

/** Resolves names with a simulated DNS. */
final class HostResolverTest extends TestCase {

	/** @var list<string> */
	private array $asked = [];

	/**
	 * @param array<int, ?list<string>> $answers By DNS type; null for no answer.
	 * @param list<string>              $system  What the system says.
	 * @param float                     $seconds What a missing answer takes.
	 */
	private function resolver( array $answers, array $system = [], float $seconds = 0.0 ): HostResolver {
		return new HostResolver(
			function ( string $host, int $type ) use ( $answers, $seconds ): ?array {
				$this->asked[] = DNS_AAAA === $type ? 'AAAA' : 'A';
				usleep( null === ( $answers[ $type ] ?? null ) ? (int) ( $seconds * 1_000_000 ) : 0 );
				return $answers[ $type ] ?? null;
			},
			function () use ( $system ): array {
				$this->asked[] = 'system';
				return $system;
			}
		);
	}

	public function test_addresses_of_both_kinds_are_found(): void {
		self::assertSame(
			[ '1.2.3.4', '2606::1' ],
			$this->resolver( [ DNS_AAAA => [ '2606::1' ] ], [ '1.2.3.4', '1.2.3.4' ] )->addresses( 'a.example' ),
		);
	}

	public function test_a_host_is_looked_up_once_in_a_request_a_missing_one_too(): void {
		$resolver = $this->resolver( [ DNS_AAAA => [] ] );
		self::assertSame( [], $resolver->addresses( 'a.example' ) );
		self::assertSame( [], $resolver->addresses( 'a.example' ) );
		self::assertSame( [ 'AAAA', 'system' ], $this->asked );
	}

	public function test_without_a_dns_function_only_the_systems_ipv4_addresses_are_used(): void {
		self::assertSame( [ '1.2.3.4' ], $this->resolver( [], [ '1.2.3.4' ] )->addresses( 'a.example' ) );
	}

	public function test_a_name_server_that_is_silent_about_ipv6_does_not_hide_the_ipv4_address(): void {
		self::assertSame( [ '1.2.3.4' ], $this->resolver( [ DNS_A => [ '1.2.3.4' ] ], [], 2.0 )->addresses( 'a.example' ) );
		self::assertSame( [ 'AAAA', 'A' ], $this->asked, 'The system would wait for the same server much longer.' );
	}

	public function test_the_dns_is_not_asked_for_this_machine(): void {
		foreach ( [ 'localhost', 'model.localhost' ] as $host ) {
			self::assertSame( [ '127.0.0.1' ], $this->resolver( [], [ '127.0.0.1' ], 2.0 )->addresses( $host ) );
		}
		self::assertSame( [ 'system', 'system' ], $this->asked );
	}

	public function test_the_machines_own_resolver_knows_localhost_and_no_invalid_name(): void {
		self::assertContains( '127.0.0.1', ( new HostResolver() )->addresses( 'localhost' ) );
		self::assertSame( [], ( new HostResolver() )->addresses( 'no-such-host.invalid' ) );
		self::assertFalse( getenv( 'RES_OPTIONS' ), 'The environment is as it was.' );
	}
}
