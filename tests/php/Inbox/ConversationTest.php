<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Tests\Inbox;

use Aaia\Chatbot\Conversations\AgentService;
use Aaia\Chatbot\Conversations\ConversationRepository;
use Aaia\Chatbot\Conversations\RatingService;
use Aaia\Chatbot\Conversations\Status;
use Aaia\Chatbot\Inbox\Snooze;
use Aaia\Chatbot\Inbox\WakeConversation;
use Aaia\Chatbot\Jobs\Job;
use Aaia\Chatbot\Jobs\JobQueue;

/** Actions of agents on a conversation, through the staff routes. */
final class ConversationTest extends InboxTestCase {

	public function test_a_thread_shows_every_part_and_private_notes(): void {
		$me       = $this->sign_in();
		$received = $this->says( '<b>How</b> much?' );
		$this->answers( $received, 'It costs **5 €**.' );
		$this->services->get( AgentService::class )->reply( $received->conversation->id, $me->ID, 'Ask Paul.', true, null, null );

		$thread = $this->rest( 'GET', $this->path( $received ) . '/messages' )->get_data();
		self::assertSame( [ 'visitor', 'assistant', 'agent' ], array_column( $thread['items'], 'author' ) );
		self::assertSame( [ false, false, true ], array_column( $thread['items'], 'private' ) );
		self::assertSame( '<b>How</b> much?', $thread['items'][0]['parts'][0]['text'] );
		self::assertSame( $me->display_name, $thread['items'][2]['name'] );
		self::assertFalse( $thread['earlier'] );
	}

	public function test_a_long_thread_comes_in_pages_from_its_end(): void {
		$this->sign_in();
		$visitor  = $this->visitor();
		$received = $this->says( 'message 0', $visitor );
		for ( $i = 1; $i < 5; $i++ ) {
			$this->says( "message $i", $visitor, $received->conversation->public_id );
		}
		$texts = static fn( array $thread ): array => array_map(
			static fn( array $message ): string => $message['parts'][0]['text'],
			$thread['items'],
		);
		$newer = $this->rest( 'GET', $this->path( $received ) . '/messages?per_page=3' )->get_data();
		$older = $this->rest( 'GET', $this->path( $received ) . '/messages?per_page=3&before=' . $newer['items'][0]['id'] )->get_data();

		self::assertSame( [ 'message 2', 'message 3', 'message 4' ], $texts( $newer ) );
		self::assertTrue( $newer['earlier'] );
		self::assertSame( [ 'message 0', 'message 1' ], $texts( $older ) );
		self::assertFalse( $older['earlier'] );
	}

	public function test_a_reply_takes_the_conversation_over(): void {
		$me       = $this->sign_in();
		$received = $this->says( 'Is anybody there?' );
		$response = $this->rest(
			'POST',
			$this->path( $received ) . '/messages',
			[ 'text' => 'I am.', 'seen_message' => $received->question->public_id ],
		);

		self::assertSame( 201, $response->get_status() );
		self::assertSame(
			[ 'human', $me->ID, 'I am.' ],
			[
				$response->get_data()['conversation']['handler'],
				$response->get_data()['conversation']['assignee']['id'],
				$response->get_data()['conversation']['preview'],
			],
		);
	}

	public function test_the_same_message_sent_again_is_stored_once(): void {
		$this->sign_in();
		$received = $this->says( 'hello' );
		$reply    = [ 'id' => 'AbCdEfGhIjKlMnOpQrStUv', 'text' => 'Hi', 'seen_message' => $received->question->public_id ];
		$first    = $this->rest( 'POST', $this->path( $received ) . '/messages', $reply )->get_data();
		$second   = $this->rest( 'POST', $this->path( $received ) . '/messages', $reply )->get_data();

		self::assertSame( $first['message']['id'], $second['message']['id'] );
		self::assertCount( 2, $this->rest( 'GET', $this->path( $received ) . '/messages' )->get_data()['items'] );
	}

	public function test_a_reply_conflicts_with_a_newer_message_and_the_answer_contains_it(): void {
		$this->sign_in();
		$visitor  = $this->visitor();
		$received = $this->says( 'hello', $visitor );
		$this->says( 'never mind', $visitor, $received->conversation->public_id );
		$reply    = [ 'text' => 'Hi', 'seen_message' => $received->question->public_id ];
		$response = $this->rest( 'POST', $this->path( $received ) . '/messages', $reply );

		self::assertSame( 409, $response->get_status() );
		self::assertSame(
			[ 'never mind' ],
			array_map( static fn( array $message ): string => $message['parts'][0]['text'], $response->get_data()['data']['messages'] ),
		);
		self::assertCount( 2, $this->rest( 'GET', $this->path( $received ) . '/messages' )->get_data()['items'], 'Nothing was stored.' );
		self::assertSame(
			201,
			$this->rest(
				'POST',
				$this->path( $received ) . '/messages',
				[ 'seen_message' => $response->get_data()['data']['messages'][0]['id'] ] + $reply,
			)->get_status(),
		);
	}

	public function test_a_note_is_never_refused_and_changes_nothing_the_visitor_sees(): void {
		$this->sign_in();
		$visitor  = $this->visitor();
		$received = $this->says( 'hello', $visitor );
		$this->says( 'more', $visitor, $received->conversation->public_id );
		$response = $this->rest(
			'POST',
			$this->path( $received ) . '/messages',
			[ 'text' => 'VIP', 'private' => true, 'seen_message' => $received->question->public_id ],
		);

		self::assertSame( 201, $response->get_status() );
		self::assertSame(
			[ 'assistant', 'more' ],
			[ $response->get_data()['conversation']['handler'], $response->get_data()['conversation']['preview'] ],
		);
	}

	public function test_empty_and_overlong_messages_are_refused(): void {
		$this->sign_in();
		$received = $this->says( 'hello' );
		self::assertSame( 400, $this->rest( 'POST', $this->path( $received ) . '/messages', [ 'text' => " \u{202E}\n " ] )->get_status() );
		self::assertSame(
			413,
			$this->rest( 'POST', $this->path( $received ) . '/messages', [ 'text' => str_repeat( 'a', 10_001 ) ] )->get_status(),
		);
		self::assertSame(
			400,
			$this->rest( 'POST', $this->path( $received ) . '/messages', [ 'text' => 'x', 'author' => 'system' ] )->get_status(),
		);
	}

	public function test_takeover_release_read_and_archive(): void {
		$this->sign_in();
		$received = $this->says( 'hello' );
		$path     = $this->path( $received );

		self::assertSame( 'human', $this->rest( 'POST', "$path/takeover", [] )->get_data()['handler'] );
		self::assertSame( 'assistant', $this->rest( 'POST', "$path/release", [] )->get_data()['handler'] );
		self::assertFalse( $this->rest( 'PUT', "$path/read", [] )->get_data()['unread'] );
		$this->rest( 'PATCH', $path, [ 'status' => 'pending' ] );
		self::assertTrue( $this->rest( 'PATCH', $path, [ 'archived' => true ] )->get_data()['archived'] );
		$restored = $this->rest( 'PATCH', $path, [ 'archived' => false ] )->get_data();
		self::assertSame( [ false, 'pending' ], [ $restored['archived'], $restored['status'] ], 'What was beneath comes back.' );
	}

	public function test_a_snoozed_conversation_reopens_at_its_time(): void {
		$this->sign_in();
		$received = $this->says( 'hello' );
		$snoozed  = $this->rest( 'PATCH', $this->path( $received ), [ 'snooze' => '2h' ] )->get_data();
		self::assertSame( 'snoozed', $snoozed['status'] );
		self::assertEqualsWithDelta( time() + 7200, strtotime( $snoozed['snoozed_until'] ), 5 );

		$queued = $this->database()->row(
			'SELECT payload, run_at FROM %i WHERE handler = %s',
			$this->database()->table( 'jobs' ),
			WakeConversation::NAME,
		);
		self::assertSame( $snoozed['snoozed_until'], str_replace( ' ', 'T', (string) ( $queued['run_at'] ?? '' ) ) . 'Z' );

		$wake = new WakeConversation(
			$this->clock,
			$this->services->get( ConversationRepository::class ),
			$this->services->get( AgentService::class ),
			$this->services->get( JobQueue::class ),
		);
		$job  = new Job( 1, WakeConversation::NAME, [ 'conversation' => $received->conversation->id ], 1 );
		$wake->handle( $job );
		self::assertSame( Status::Snoozed, $this->now( $received )->status, 'Too early.' );
		$this->clock->set( gmdate( 'Y-m-d H:i:s', time() + 7210 ) );
		$wake->handle( $job );
		self::assertSame( Status::Open, $this->now( $received )->status );
		self::assertNull( $this->now( $received )->snoozed_until );
	}

	public function test_a_conversation_that_wakes_is_unread_and_on_top(): void {
		$this->sign_in();
		$received = $this->says( 'put aside' );
		$this->says( 'later' );
		$this->rest( 'PUT', $this->path( $received ) . '/read', [] );
		$this->rest( 'PATCH', $this->path( $received ), [ 'snooze' => '2h' ] );
		self::assertSame( [ 'later' ], $this->listed() );
		$this->clock->pass( '3 hours' );

		$this->services->get( AgentService::class )->wake( $received->conversation->id );

		self::assertSame( [ 'put aside', 'later' ], $this->listed() );
		self::assertSame( [ 'put aside' ], $this->listed( '?unread=true' ) );
		$this->services->get( AgentService::class )->set_status( $received->conversation->id, Status::Resolved );
		$this->services->get( AgentService::class )->wake( $received->conversation->id );
		self::assertSame( Status::Resolved, $this->now( $received )->status, 'somebody was faster' );
	}

	public function test_days_of_a_snooze_begin_at_nine_in_the_sites_zone(): void {
		$paris  = new \DateTimeZone( 'Europe/Paris' );
		$friday = new \DateTimeImmutable( '2026-03-27 22:30:00', new \DateTimeZone( 'UTC' ) );
		$until  = static fn( Snooze $snooze ): string => $snooze->until( $friday, $paris )->format( 'Y-m-d H:i' );

		self::assertSame( '2026-03-28 08:00', $until( Snooze::Tomorrow ), 'Winter time: nine in Paris is eight in UTC.' );
		self::assertSame( '2026-03-30 07:00', $until( Snooze::NextMonday ), 'The clocks change on that Sunday.' );
		self::assertSame( '2026-03-27 23:30', $until( Snooze::OneHour ) );
	}

	public function test_a_snooze_without_a_future_time_is_refused(): void {
		$this->sign_in();
		$path = $this->path( $this->says( 'hello' ) );
		self::assertSame( 400, $this->rest( 'PATCH', $path, [ 'status' => 'snoozed' ] )->get_status() );
		self::assertSame( 400, $this->rest( 'PATCH', $path, [ 'snoozed_until' => '2001-01-01T00:00:00Z' ] )->get_status() );
		self::assertSame( 400, $this->rest( 'PATCH', $path, [ 'status' => 'open', 'snooze' => '1h' ] )->get_status() );
		self::assertSame( 400, $this->rest( 'PATCH', $path, [ 'snooze' => 'never' ] )->get_status() );
	}

	public function test_deleting_erases_every_row_and_counts_what_is_left(): void {
		$this->sign_in();
		$received = $this->says( 'forget me' );
		$this->answers( $received, 'Of course.' );
		$kept     = $this->says( 'keep me' );
		$response = $this->rest( 'DELETE', $this->path( $received ) );

		self::assertSame( 200, $response->get_status() );
		self::assertSame( [ 2, 1 ], [ $response->get_data()['deleted']['messages'], $response->get_data()['deleted']['conversations'] ] );
		self::assertSame( [ 0 ], array_values( array_unique( $response->get_data()['remaining'] ) ) );
		self::assertSame( 404, $this->rest( 'GET', $this->path( $received ) )->get_status() );
		self::assertSame( 200, $this->rest( 'GET', $this->path( $kept ) )->get_status() );
	}

	public function test_a_rating_can_be_taken_back(): void {
		$this->sign_in();
		$received = $this->says( 'hello' );
		$this->services->get( RatingService::class )->rate( $received->question, 'down', 'Wrong!' );
		$path = $this->path( $received ) . '/messages/' . $received->question->public_id . '/rating';

		self::assertNull( $this->rest( 'PUT', $path, [ 'value' => null ] )->get_data()['rating'] );
		self::assertSame( [], $this->listed( '?rating=down' ) );
		self::assertSame( 'up', $this->rest( 'PUT', $path, [ 'value' => 'up', 'comment' => 'Said so on the phone' ] )->get_data()['rating'] );
	}

	private function path( \Aaia\Chatbot\Conversations\ReceivedMessage $received ): string {
		return '/conversations/' . $received->conversation->public_id;
	}
}
