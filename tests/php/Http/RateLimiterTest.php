<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Tests\Http;

use Aaia\Chatbot\Http\ClientAddress;
use Aaia\Chatbot\Http\RateLimiter;
use Aaia\Chatbot\Http\Visitor;
use Aaia\Chatbot\Tests\ChatTestCase;
use Aaia\Chatbot\Tests\Harness\TestClock;

final class RateLimiterTest extends ChatTestCase {

	private TestClock $clock;

	private RateLimiter $limiter;

	/** @var array<string, mixed> */
	private array $server;

	protected function setUp(): void {
		parent::setUp();
		$this->server  = $_SERVER;
		$this->clock   = new TestClock( '2026-03-02 09:00:10' );
		$this->limiter = new RateLimiter( $this->database(), $this->clock, $this->plugin->services->get( ClientAddress::class ) );
	}

	protected function tearDown(): void {
		$_SERVER = $this->server;
		parent::tearDown();
	}

	public function test_a_visitor_may_do_thirty_things_a_minute_and_is_told_when_to_come_back(): void {
		$this->assertSame( 30, $this->allowed( 40, fn(): Visitor => $this->somebody( 'ann' ) ) );
		$this->assertSame( 50, $this->limiter->hit( 'message', $this->somebody( 'ann' ) ) );
		$this->clock->pass( '50 seconds' );
		$this->assertNull( $this->limiter->hit( 'message', $this->somebody( 'ann' ) ) );
	}

	public function test_actions_are_counted_separately_and_by_weight(): void {
		for ( $i = 0; $i < 10; $i++ ) {
			$this->assertNull( $this->limiter->hit( 'handover', $this->somebody( 'ann' ), 3 ) );
		}
		$this->assertNotNull( $this->limiter->hit( 'handover', $this->somebody( 'ann' ), 3 ) );
		$this->assertNull( $this->limiter->hit( 'message', $this->somebody( 'ann' ) ) );
	}

	public function test_new_visitors_on_one_address_share_its_limit(): void {
		$number = 0;
		$this->assertSame( 60, $this->allowed( 80, function () use ( &$number ): Visitor {
			return $this->somebody( 'visitor ' . ++$number );
		} ) );
	}

	public function test_requests_refused_to_one_address_do_not_count_for_the_site(): void {
		$number = 0;
		$this->allowed( 60, function () use ( &$number ): Visitor {
			return $this->somebody( 'visitor ' . ++$number );
		}, 25 );
		$_SERVER['REMOTE_ADDR'] = '192.0.2.77';
		$this->assertNull( $this->limiter->hit( 'message', $this->somebody( 'elsewhere' ) ) );
	}

	public function test_one_customers_many_ipv6_networks_cannot_use_up_the_limit_of_the_site(): void {
		$number  = 0;
		$allowed = $this->allowed( 700, function () use ( &$number ): Visitor {
			$_SERVER['REMOTE_ADDR'] = sprintf( '2600:1234:5678:%x::1', ++$number );
			return $this->somebody( "visitor $number" );
		} );
		$this->assertSame( 600, $allowed );
		$_SERVER['REMOTE_ADDR'] = '2600:1234:5679::1';
		$this->assertNull( $this->limiter->hit( 'message', $this->somebody( 'a neighbour' ) ) );
	}

	public function test_many_visitors_behind_an_unnamed_proxy_get_a_higher_limit(): void {
		$this->came_through( '192.0.2.50' );
		$_SERVER['HTTP_X_FORWARDED_FOR'] = '203.0.113.1';
		$number                          = 0;
		$this->assertSame( 60, $this->allowed( 70, function () use ( &$number ): Visitor {
			return $this->somebody( 'visitor ' . ++$number );
		}, 10 ) );
	}

	public function test_one_visitor_behind_an_unnamed_proxy_gets_no_higher_limit(): void {
		$this->came_through( '192.0.2.50' );
		$_SERVER['HTTP_X_FORWARDED_FOR'] = '203.0.113.1';
		$number                          = 0;
		$this->assertSame( 60, $this->allowed( 90, function () use ( &$number ): Visitor {
			return $this->somebody( 'visitor ' . ( ++$number % 4 ) );
		} ) );
	}

	/** @return iterable<string, array{array<string, string>}> */
	public static function made_up_headers(): iterable {
		yield 'one address' => [ [ 'HTTP_X_FORWARDED_FOR' => '203.0.113.1' ] ];
		yield 'the address of a real proxy' => [ [ 'HTTP_X_FORWARDED_FOR' => '192.0.2.50' ] ];
		yield 'every other header of proxies' => [ [
			'HTTP_FORWARDED' => 'for=203.0.113.1',
			'HTTP_X_REAL_IP' => '203.0.113.1',
			'HTTP_CF_CONNECTING_IP' => '203.0.113.1',
			'HTTP_VIA' => '1.1 me',
			'HTTP_CLIENT_IP' => '203.0.113.1',
		] ];
	}

	/** @param array<string, string> $headers */
	#[\PHPUnit\Framework\Attributes\DataProvider( 'made_up_headers' )]
	public function test_a_made_up_forwarding_header_changes_nothing( array $headers ): void {
		$this->came_through( '192.0.2.50' );
		$_SERVER['REMOTE_ADDR'] = '198.51.100.7';
		$number                 = 0;
		$this->assertSame( 60, $this->allowed( 90, function () use ( &$number, $headers ): Visitor {
			foreach ( $headers as $name => $value ) {
				$_SERVER[ $name ] = str_replace( '203.0.113.1', '203.0.113.' . ( $number % 250 ), $value );
			}
			return $this->somebody( 'visitor ' . ++$number );
		} ) );
	}

	/** The site's own request came through this proxy, and a visitor's does now. */
	private function came_through( string $proxy ): void {
		update_option( 'aaia_chatbot_proxies', [ 'looked_at' => $this->clock->now()->getTimestamp(), 'seen' => [ $proxy => time() ] ], false );
		$_SERVER['REMOTE_ADDR'] = $proxy;
	}

	/** @param \Closure(): Visitor $who */
	private function allowed( int $times, \Closure $who, int $weight = 1 ): int {
		$allowed = 0;
		for ( $i = 0; $i < $times; $i++ ) {
			$allowed += null === $this->limiter->hit( 'message', $who(), $weight ) ? 1 : 0;
		}
		return $allowed;
	}

	private function somebody( string $name ): Visitor {
		return new Visitor( null, $name, 'hash', 0, 0, null );
	}
}
