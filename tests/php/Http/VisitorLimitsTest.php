<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Tests\Http;

use Aaia\Chatbot\Http\VisitorController;
use Aaia\Chatbot\Support\Ids;
use Aaia\Chatbot\Tests\ChatTestCase;
use Aaia\Chatbot\Tests\Harness\Declared;
use Aaia\Chatbot\Tests\Harness\TestVisitor;

/** Security rule 11: rate limits by visitor, address and site; answers 429 with `Retry-After`. */
final class VisitorLimitsTest extends ChatTestCase {

	/** Waits when a minute is about to end, because rate limits are counted by the minute. */
	protected function setUp(): void {
		parent::setUp();
		$left = 60 - time() % 60;
		if ( $left <= 4 ) {
			sleep( $left );
		}
	}

	/** @return array<string, array<string, mixed>> A body that each route takes, by method and path. */
	private function bodies(): array {
		return [
			'POST /chat'                                                => TestVisitor::message( 'Hello' ),
			'GET /chat/{id}/stream'                                     => [],
			'POST /chat/{id}/stop'                                      => [],
			'GET /chat/{id}/messages'                                   => [],
			'PUT /chat/{id}/messages/{message}/rating'                  => [ 'value' => 'up' ],
			'PUT /chat/{id}/messages/{message}/sources/{source}/report' => [],
			'PUT /chat/{id}/satisfaction'                               => [ 'score' => 3 ],
			'PUT /chat/{id}/read'                                       => [ 'message' => Ids::random() ],
			'POST /chat/{id}/typing'                                    => [],
			'POST /chat/{id}/handover'                                  => [],
			'DELETE /chat/{id}'                                         => [],
			'POST /chat/{id}/attachments'                               => [],
			'GET /chat/{id}/attachments/{attachment}'                   => [],
			'DELETE /chat/{id}/attachments/{attachment}'                => [],
		];
	}

	public function test_every_act_of_a_visitor_is_limited_and_says_when_to_come_back(): void {
		$walked = 0;
		foreach ( Declared::operations() as [ 'operation' => $route, 'controller' => $controller ] ) {
			$name = $route->method . ' ' . $route->path;
			if ( ! $this->is_for_visitors( $controller ) || 'GET /session/updates' === $name ) {
				continue;
			}
			$this->assertArrayHasKey( $name, $this->bodies(), 'A new route of visitors: which act does it count as?' );
			$visitor = $this->visitor();
			$path    = (string) preg_replace_callback( '/\{\w+\}/', static fn(): string => Ids::random(), $route->path );
			$ask     = fn(): \WP_REST_Response => $visitor
				->asks( $route->method, $path, 'GET' === $route->method ? null : $this->bodies()[ $name ] );
			$this->assertNotSame( 429, $ask()->get_status(), $name );
			$this->use_up_all_limits();
			$this->assert_refused( $ask(), $name );
			$this->forget_all_limits();
			++$walked;
		}
		$this->assertSame( count( $this->bodies() ), $walked );
	}

	public function test_a_message_sent_again_is_limited_apart_from_new_ones_and_far_more_generously(): void {
		$visitor = $this->visitor();
		$id      = Ids::random();
		$visitor->says( 'Hello', null, $id );
		$this->use_up_all_limits();
		$this->assert_refused( $visitor->says( 'Something new' ), 'a new message' );
		for ( $i = 0; $i < 60; $i++ ) { // Every second for a minute: more than any panel does.
			$this->assertSame( 200, $visitor->says( 'Hello', null, $id )->get_status() );
		}
		$this->use_up_all_limits();
		$this->assert_refused( $visitor->says( 'Hello', null, $id ), 'a resend without end' );
	}

	public function test_approvals_are_limited_before_anything_is_looked_up(): void {
		$visitor = $this->visitor();
		$body    = [ 'id' => Ids::random(), 'approval' => [ 'approvalId' => Ids::random(), 'approved' => true ] ];
		$this->assertSame( 404, $visitor->asks( 'POST', '/chat', $body )->get_status() );
		$this->use_up_all_limits();
		$this->assert_refused( $visitor->asks( 'POST', '/chat', $body ), 'an approval' );
	}

	public function test_sessions_are_limited_by_address_and_those_of_a_known_visitor_by_visitor_too(): void {
		$visitor = $this->visitor();
		$visitor->says( 'Hello' );
		$this->use_up_all_limits();
		$this->assert_refused( $this->rest( 'POST', '/session', [] ), 'a stranger’s session' );
		$_SERVER['REMOTE_ADDR'] = '192.0.2.200';
		$this->forget_all_limits();
		for ( $i = 0; $i < 61; $i++ ) {
			$answer = $this->rest( 'POST', '/session', [], [ 'X-Aaia-Session' => (string) $visitor->token ] );
		}
		$this->assert_refused( $answer, 'a known visitor’s session' );
	}

	public function test_polling_is_counted_only_when_it_finds_news(): void {
		$visitor = $this->visitor();
		$visitor->says( 'Hello' );
		$start = $visitor->asks( 'GET', '/session/updates' )->get_data();
		$visitor->says( 'Hello again' );
		$this->assertSame( 200, $visitor->asks( 'GET', '/session/updates?after=' . $start['cursor'] )->get_status() );
		$this->use_up_all_limits();
		$this->assert_refused( $visitor->asks( 'GET', '/session/updates?after=' . $start['cursor'] ), 'the same news over and over' );
		$now = $visitor->asks( 'GET', '/session/updates' )->get_data();
		$this->assertSame( 200, $visitor->asks( 'GET', '/session/updates?after=' . $now['cursor'] )->get_status() );
	}

	private function assert_refused( \WP_REST_Response $answer, string $what ): void {
		$this->assertSame( [ 429, 'aaia_rate_limited' ], [ $answer->get_status(), $answer->get_data()['code'] ?? null ], $what );
		$this->assertGreaterThan( 0, (int) $answer->get_headers()['Retry-After'], $what );
	}

	/** Multiplies the counters so far by a hundred thousand. */
	private function use_up_all_limits(): void {
		$this->database()->execute( 'UPDATE %i SET hits = hits + 100000', $this->database()->table( 'rate_limits' ) );
	}

	private function forget_all_limits(): void {
		$this->database()->execute( 'DELETE FROM %i', $this->database()->table( 'rate_limits' ) );
	}

	private function is_for_visitors( string $controller ): bool {
		return is_subclass_of( $controller, VisitorController::class );
	}
}
