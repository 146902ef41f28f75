<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Tests\Faults;

use Aaia\Chatbot\Support\Ids;

/** Another process holds a lock: SQLite's write lock, or on MariaDB the row of the event counter. */
final class LockedDatabaseTest extends \PHPUnit\Framework\TestCase {

	private RealSite $site;

	protected function setUp(): void {
		$this->site = new RealSite();
		$this->site->open();
		$this->wait_at_most( 1 );
	}

	protected function tearDown(): void {
		$this->wait_at_most( 10 );
		$this->site->close();
	}

	public function test_a_short_lock_is_waited_for(): void {
		$lock   = $this->locked( 400 );
		$id     = Ids::random();
		$answer = $this->says( $id );
		$lock->end();
		$this->assertSame( 200, $answer->get_status() );
		$this->assertSame( 1, $this->site->count( 'messages', 'client_id', $id ) );
	}

	public function test_a_long_lock_is_reported_to_the_visitor_and_a_message_sent_again_is_stored_once(): void {
		$lock   = $this->locked( 20_000 );
		$id     = Ids::random();
		$token  = $this->site->token();
		$answer = $this->says( $id, $token );
		$this->assertSame( 503, $answer->get_status() );
		$this->assertSame( 'aaia_unavailable', $answer->get_data()['code'] );
		$this->assertTrue( $lock->kill(), 'The answer came while the lock was still held.' );
		$this->assertSame( 200, $this->says( $id, $token )->get_status() );
		$this->assertSame( 1, $this->site->count( 'messages', 'client_id', $id ) );
		$this->assertSame( 0, $this->site->gaps_in_events() );
	}

	private function locked( int $milliseconds ): Child {
		$child = new Child( 'hold', [ 'milliseconds' => $milliseconds ] );
		$this->assertTrue( $child->says( "holding\n", 60.0 ) );
		return $child;
	}

	private function says( string $id, ?string $token = null ): \WP_REST_Response {
		return Kills::ask(
			'/chat',
			$token ?? $this->site->token(),
			[ 'id' => Ids::random(), 'message' => [ 'id' => $id, 'parts' => [ [ 'type' => 'text', 'text' => 'Hello' ] ] ] ],
			static function (): void {},
		);
	}

	/** How long this process waits for a lock, in seconds. */
	private function wait_at_most( int $seconds ): void {
		$connection = $GLOBALS['wpdb']->__get( 'dbh' );
		if ( $connection instanceof \mysqli ) {
			$GLOBALS['wpdb']->query( "SET SESSION innodb_lock_wait_timeout = $seconds" );
		} else {
			$connection->get_connection()->get_pdo()->setAttribute( \PDO::ATTR_TIMEOUT, $seconds );
		}
	}
}
