<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Tests\Inbox;

use Aaia\Chatbot\Conversations\AnswerService;
use Aaia\Chatbot\Realtime\Presence;

/** GET /updates: changes for staff since a cursor. */
final class UpdatesTest extends InboxTestCase {

	public function test_only_what_changed_after_the_cursor_arrives(): void {
		$this->sign_in();
		$this->says( 'before' );
		$cursor = $this->cursor();
		$opened = $this->asks( 'after' );
		$other  = $this->asks( 'elsewhere' );

		$updates = $this->updates( $cursor, $opened->conversation->public_id );
		self::assertEqualsCanonicalizing(
			[ $opened->conversation->public_id, $other->conversation->public_id ],
			array_column( $updates['conversations'], 'id' ),
		);
		self::assertSame(
			[ [ 'visitor', $opened->question->public_id ] ],
			array_values( array_filter(
				array_map( static fn( array $message ): array => [ $message['author'], $message['id'] ], $updates['messages'] ),
				static fn( array $message ): bool => 'visitor' === $message[0],
			) ),
			'Messages of the open conversation only.',
		);
		self::assertSame( 2, $updates['counts']['all'] );

		$again = $this->updates( $updates['cursor'] );
		self::assertSame( [ [], [], null ], [ $again['conversations'], $again['messages'], $again['counts'] ] );
	}

	public function test_a_poll_without_changes_needs_one_query_and_one_for_presence(): void {
		$this->sign_in();
		$received = $this->says( 'hello' );
		$cursor   = $this->cursor();
		$this->updates( $cursor );
		$cost = function ( ?string $conversation ) use ( $cursor ): int {
			$before = self::wpdb()->num_queries;
			$this->updates( $cursor, $conversation );
			return self::wpdb()->num_queries - $before;
		};
		self::assertSame( 1, $cost( null ) );
		self::assertSame( 2, $cost( $received->conversation->public_id ) );
	}

	public function test_an_answer_is_followed_while_it_is_written(): void {
		$this->sign_in();
		$received = $this->says( 'hello' );
		$cursor   = $this->cursor();
		$lease    = $this->services->get( AnswerService::class )->begin( $received->turn->id );
		self::assertNotNull( $lease );
		$first = $this->updates( $cursor, $received->conversation->public_id );
		self::assertSame( [ 'streaming' ], array_column( $first['messages'], 'generation' ) );

		$this->services->get( AnswerService::class )->write( $lease, \Aaia\Chatbot\Conversations\Parts::text_only( 'Half an ans' ), true );
		$second = $this->updates( $first['cursor'], $received->conversation->public_id, $first['messages'][0]['id'] );
		self::assertSame( 'Half an ans', $second['messages'][0]['parts'][0]['text'] );
	}

	public function test_presence_is_shown_to_others_for_a_short_time(): void {
		$received = $this->says( 'hello' );
		$id       = $received->conversation->public_id;
		$paul     = $this->sign_in();
		$this->rest( 'POST', "/conversations/$id/typing", [] );
		$this->rest( 'POST', "/conversations/$id/typing", [ 'activity' => 'viewing' ] );
		$cursor = $this->cursor();
		self::assertSame( [], $this->updates( $cursor, $id )['presence'] );

		$this->sign_in();
		$cursor = $this->cursor();
		self::assertSame(
			[ [ $paul->display_name, 'typing' ], [ $paul->display_name, 'viewing' ] ],
			array_map( static fn( array $one ): array => [ $one['name'], $one['activity'] ], $this->updates( $cursor, $id )['presence'] ),
		);
		self::wpdb()->query( "UPDATE {$this->database()->table( 'presence' )} SET until = '2020-01-01 00:00:00'" );
		self::assertSame( [], $this->updates( $cursor, $id )['presence'] );
	}

	public function test_a_typing_visitor_shortens_the_poll_interval(): void {
		$this->sign_in();
		$received = $this->says( 'hello' );
		$cursor   = $this->cursor();
		$calm     = $this->updates( $cursor, $received->conversation->public_id )['poll_after'];
		( new Presence( $this->database(), new \Aaia\Chatbot\Support\SystemClock() ) )
			->record( $received->conversation->id, Presence::visitor(), Presence::TYPING );
		$updates = $this->updates( $cursor, $received->conversation->public_id );

		self::assertSame( [ 'visitor' ], array_column( $updates['presence'], 'author' ) );
		self::assertLessThan( $calm, $updates['poll_after'] );
	}

	public function test_the_visitors_typing_ends_with_their_message(): void {
		$this->sign_in();
		$visitor  = $this->visitor();
		$received = $this->says( 'hello', $visitor );
		$id       = $received->conversation->public_id;
		$cursor   = $this->cursor();
		$this->clock->set( gmdate( 'Y-m-d H:i:s' ) );
		$presence = new Presence( $this->database(), $this->clock );
		$presence->record( $received->conversation->id, Presence::visitor(), Presence::TYPING );
		self::assertSame( [ 'typing' ], array_column( $this->updates( $cursor, $id )['presence'], 'activity' ) );

		$this->clock->pass( '2 seconds' );
		$this->says( 'there it is', $visitor, $id );
		self::assertSame( [], $this->updates( $cursor, $id )['presence'] );

		$presence->record( $received->conversation->id, Presence::visitor(), Presence::TYPING );
		self::assertSame( [ 'typing' ], array_column( $this->updates( $cursor, $id )['presence'], 'activity' ), 'The next message.' );
	}

	public function test_a_deletion_says_that_lists_must_be_loaded_again(): void {
		$this->sign_in();
		$received = $this->says( 'hello' );
		$cursor   = $this->cursor();
		$this->rest( 'DELETE', '/conversations/' . $received->conversation->public_id );
		$updates = $this->updates( $cursor );
		self::assertSame( [ true, [] ], [ $updates['deleted'], $updates['conversations'] ] );
	}

	public function test_a_cursor_older_than_the_log_has_expired_and_a_forged_one_too(): void {
		$this->sign_in();
		$cursor = $this->cursor();
		$this->says( 'one' );
		$this->says( 'two' );
		$events = $this->database()->table( 'events' );
		$first  = (int) $this->database()->value( 'SELECT MIN(id) FROM %i', $events );
		$this->database()->execute(
			'DELETE FROM %i WHERE id <= %d',
			$events,
			max( $first, (int) $this->database()->value( 'SELECT MAX(id) FROM %i', $events ) - 1 ),
		);

		$response = $this->rest( 'GET', '/updates?after=' . $cursor );
		self::assertSame( [ 410, 'aaia_cursor_expired' ], [ $response->get_status(), $response->get_data()['code'] ] );
		self::assertSame( 410, $this->rest( 'GET', '/updates?after=forged' )->get_status() );
	}

	private function cursor(): string {
		return $this->rest( 'GET', '/updates' )->get_data()['cursor'];
	}

	/** @return array<string, mixed> */
	private function updates( string $cursor, ?string $conversation = null, ?string $follow = null ): array {
		$response = $this->rest(
			'GET',
			'/updates?after=' . $cursor . ( null === $conversation ? '' : '&conversation=' . $conversation )
				. ( null === $follow ? '' : '&follow=' . $follow ),
		);
		self::assertSame( 200, $response->get_status() );
		return $response->get_data();
	}
}
