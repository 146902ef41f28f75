<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Tests\Http;

use Aaia\Chatbot\Http\RateLimiter;
use Aaia\Chatbot\Http\Visitor;
use Aaia\Chatbot\Tests\ChatTestCase;
use Aaia\Chatbot\Tests\Harness\TestClock;

final class RateLimiterTest extends ChatTestCase {

	private TestClock $clock;

	private RateLimiter $limiter;

	protected function setUp(): void {
		parent::setUp();
		$this->clock   = new TestClock( '2026-03-02 09:00:10' );
		$this->limiter = new RateLimiter( $this->database(), $this->clock, $this->plugin->base->address() );
	}

	public function test_a_visitor_may_do_thirty_things_a_minute_and_is_told_when_to_come_back(): void {
		$this->assertSame( 30, $this->allowed( 40, fn(): Visitor => $this->somebody( 'ann' ) ) );
		$this->assertSame( 50, $this->limiter->hit( 'message', $this->somebody( 'ann' ) ) );
		$this->clock->pass( '50 seconds' );
		$this->assertNull( $this->limiter->hit( 'message', $this->somebody( 'ann' ) ) );
	}

	public function test_weighty_acts_take_more_and_acts_are_counted_apart(): void {
		for ( $i = 0; $i < 10; $i++ ) {
			$this->assertNull( $this->limiter->hit( 'handover', $this->somebody( 'ann' ), 3 ) );
		}
		$this->assertNotNull( $this->limiter->hit( 'handover', $this->somebody( 'ann' ), 3 ) );
		$this->assertNull( $this->limiter->hit( 'message', $this->somebody( 'ann' ) ) );
	}

	public function test_changing_the_visitor_does_not_help_whoever_stays_on_one_address(): void {
		$number = 0;
		$this->assertSame( 60, $this->allowed( 80, function () use ( &$number ): Visitor {
			return $this->somebody( 'visitor ' . ++$number );
		} ) );
	}

	public function test_what_is_refused_to_one_place_takes_nothing_from_the_others(): void {
		$number = 0;
		$this->allowed( 60, function () use ( &$number ): Visitor {
			return $this->somebody( 'visitor ' . ++$number );
		}, 25 );
		$_SERVER['REMOTE_ADDR'] = '192.0.2.77';
		$this->assertNull( $this->limiter->hit( 'message', $this->somebody( 'elsewhere' ) ) );
	}

	public function test_a_crowd_behind_a_proxy_that_was_not_named_is_let_through_but_not_without_end(): void {
		$_SERVER['HTTP_X_FORWARDED_FOR'] = '203.0.113.1';
		$number                          = 0;
		$this->assertSame( 60, $this->allowed( 70, function () use ( &$number ): Visitor {
			return $this->somebody( 'visitor ' . ++$number );
		}, 10 ) );
	}

	public function test_one_person_behind_a_proxy_is_no_crowd(): void {
		$_SERVER['HTTP_X_FORWARDED_FOR'] = '203.0.113.1';
		$number                          = 0;
		$this->assertSame( 60, $this->allowed( 90, function () use ( &$number ): Visitor {
			return $this->somebody( 'visitor ' . ( ++$number % 4 ) );
		} ) );
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
