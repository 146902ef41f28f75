<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Tests\Channels\Web;

use Aaia\Chatbot\Realtime\Presence;
use Aaia\Chatbot\Realtime\VisitorFeed;
use Aaia\Chatbot\Support\Ids;
use Aaia\Chatbot\Support\SystemClock;
use Aaia\Chatbot\Tests\ChatTestCase;
use Aaia\Chatbot\Tests\Harness\TestVisitor;

/** How soon a visitor's panel looks again: soon enough that a reply by a person is seen within 3 s. */
final class UpdatePaceTest extends ChatTestCase {

	public function test_a_panel_looks_every_two_seconds_from_the_request_until_ten_minutes_after_the_last_word(): void {
		$visitor = $this->visitor();
		$id      = $visitor->says( 'Hello' )->get_data()['metadata']['conversation'];
		$this->assertSame( 15, $this->pause( $visitor ) );
		$visitor->asks( 'POST', "/chat/$id/handover", [] );
		$this->assertSame( 2, $this->pause( $visitor ) );
		$this->last_word( $id, '-9 minutes' );
		$this->assertSame( 2, $this->pause( $visitor ) );
		$this->last_word( $id, '-11 minutes' );
		$this->assertSame( 15, $this->pause( $visitor ) );
	}

	public function test_it_looks_every_two_seconds_again_while_staff_view_the_conversation(): void {
		$visitor = $this->visitor();
		$id      = Ids::random();
		$visitor->asks( 'POST', "/chat/$id/handover", [ 'message' => 'My boiler leaks' ] );
		$this->last_word( $id, '-2 hours' );
		$this->assertSame( 15, $this->pause( $visitor ) );
		$presence = new Presence( $this->database(), new SystemClock() );
		$row      = (int) $this->row( 'conversations', 'public_id', $id )['id'];
		$presence->record( $row, Presence::agent( 1 ), Presence::VIEWING );
		$this->assertSame( 2, $this->pause( $visitor ) );
		$this->assertSame( [], $visitor->asks( 'GET', '/session/updates' )->get_data()['typing'], 'Who looks is nobody’s business.' );
		$this->assertSame( 15, $this->pause( $this->with_a_conversation() ), 'Of others nothing is learnt.' );
		$presence->clear( $row, Presence::agent( 1 ), Presence::VIEWING );
		$this->assertSame( 15, $this->pause( $visitor ) );
	}

	public function test_nothing_new_is_one_query(): void {
		$visitor = $this->visitor();
		$id      = Ids::random();
		$visitor->asks( 'POST', "/chat/$id/handover", [ 'message' => 'My boiler leaks' ] );
		$feed  = $this->plugin->services->get( VisitorFeed::class );
		$owner = (int) $this->row( 'conversations', 'public_id', $id )['visitor_id'];
		$place = $feed->current_position();
		$asked = 0;
		add_filter( 'query', static function ( string $query ) use ( &$asked ): string {
			++$asked;
			return $query;
		} );
		$this->assertTrue( $feed->after( $owner, $place )['close'] ?? null );
		$this->assertSame( 1, $asked );
	}

	private function with_a_conversation(): TestVisitor {
		$visitor = $this->visitor();
		$visitor->says( 'Hello' );
		return $visitor;
	}

	/** What a panel with nothing new is told. Seconds. */
	private function pause( TestVisitor $visitor ): int {
		$cursor = $visitor->asks( 'GET', '/session/updates' )->get_data()['cursor'];
		return $visitor->asks( 'GET', "/session/updates?after=$cursor" )->get_data()['poll_after'];
	}

	private function last_word( string $id, string $at ): void {
		$time = gmdate( 'Y-m-d H:i:s', (int) strtotime( $at ) );
		$this->database()->execute(
			'UPDATE %i SET last_activity_at = %s WHERE public_id = %s',
			$this->database()->table( 'conversations' ),
			$time,
			$id,
		);
	}
}
