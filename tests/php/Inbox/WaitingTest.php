<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Tests\Inbox;

use Aaia\Chatbot\Conversations\AgentService;
use Aaia\Chatbot\Conversations\Status;
use Aaia\Chatbot\Inbox\WakeConversation;
use Aaia\Chatbot\Jobs\Job;

/** What waits for a person, what is to do, and what is unread. */
final class WaitingTest extends InboxTestCase {

	public function test_what_the_assistant_handles_alone_is_neither_unread_nor_to_do(): void {
		$this->sign_in();
		$alone = $this->says( 'Are you open today?' );
		$this->answers( $alone, '**Yes**, until 6 pm.' );

		self::assertFalse( $this->one( 'all' )['unread'] );
		self::assertSame( [], $this->listed( '?todo=true' ) );
		self::assertSame( [], $this->listed( '?view=pending' ) );
		self::assertSame( [], $this->listed( '?unread=true' ) );
		self::assertSame( [ 'Yes, until 6 pm.' ], $this->listed( '?view=unassigned' ), 'The tabs keep their meaning.' );
		self::assertSame( [ 0 ], array_values( array_unique( $this->counts() ) ) );
	}

	public function test_to_do_shows_who_waits_first_then_what_a_person_answers(): void {
		$me = $this->sign_in();
		$this->asks( 'waits' );
		$answered = $this->asks( 'answered' );
		$this->services->get( AgentService::class )->reply( $answered->conversation->id, $me->ID, 'I look into it', false, null, null );
		$handed = $this->asks( 'handed back' );
		$this->services->get( AgentService::class )->release( $handed->conversation->id );
		$this->says( 'alone' );
		$mine = $this->asks( 'waits for me' );
		$this->services->get( AgentService::class )->take_over( $mine->conversation->id, $me->ID );
		$this->services->get( AgentService::class )->set_status( $mine->conversation->id, Status::Pending );

		self::assertSame( [ 'waits for me', 'waits', 'I look into it' ], $this->listed( '?todo=true' ) );
		self::assertSame( [ 'waits for me', 'I look into it' ], $this->listed( '?todo=true&view=mine' ) );
		self::assertSame( [ 'waits' ], $this->listed( '?todo=true&view=unassigned' ) );
		self::assertSame( [ 'waits for me', 'waits' ], $this->listed( '?view=pending' ) );
		self::assertSame( [ 'waits for me', 'waits' ], $this->listed( '?todo=true&orderby=waiting&order=desc' ) );
		self::assertSame( [ 'mine' => 1, 'unassigned' => 1, 'all' => 2, 'pending' => 2, 'unread' => 2 ], $this->counts() );
	}

	public function test_a_visitor_who_writes_to_a_person_is_unread_until_somebody_looks(): void {
		$me       = $this->sign_in();
		$visitor  = $this->visitor();
		$received = $this->says( 'hello', $visitor );
		$this->services->get( AgentService::class )->reply( $received->conversation->id, $me->ID, 'Here I am', false, null, null );
		self::assertSame( [ 0, 0 ], [ $this->counts()['unread'], $this->counts()['mine'] ] );
		$this->says( 'and now?', $visitor, $received->conversation->public_id );
		self::assertSame( [ 1, 1 ], [ $this->counts()['unread'], $this->counts()['mine'] ] );

		$this->services->get( AgentService::class )->release( $received->conversation->id );
		self::assertSame( [ 0, 0 ], [ $this->counts()['unread'], $this->counts()['mine'] ], 'The assistant has it.' );
	}

	public function test_who_still_waits_for_a_person_is_pending_after_a_snooze(): void {
		$this->sign_in();
		$slept = $this->asks( 'slept' );
		$wrote = $this->asks( 'wrote' );
		foreach ( [ $slept, $wrote ] as $received ) {
			$this->services->get( AgentService::class )
				->set_status( $received->conversation->id, Status::Snoozed, $this->clock->now()->modify( '+1 hour' ) );
		}
		$this->services->get( AgentService::class )->mark_read( $wrote->conversation->id );
		self::assertSame( [], $this->listed( '?todo=true' ) );

		$this->clock->pass( '2 hours' );
		$this->services->get( WakeConversation::class )
			->handle( new Job( 1, WakeConversation::NAME, [ 'conversation' => $slept->conversation->id ], 1 ) );
		$this->says( 'wrote again', $this->owner( $wrote ), $wrote->conversation->public_id );

		self::assertSame( [ 'wrote again', 'slept' ], $this->listed( '?view=pending' ) );
		self::assertSame( 2, $this->counts()['unread'] );
	}

	public function test_an_agent_marks_a_conversation_as_unread_for_themselves_until_they_open_it(): void {
		$marie    = $this->sign_in();
		$received = $this->says( 'look at me later' );
		$this->says( 'another' );
		$path = '/conversations/' . $received->conversation->public_id;
		self::assertTrue( $this->rest( 'PUT', "$path/unread" )->get_data()['unread'] );
		self::assertTrue( $this->rest( 'PUT', "$path/unread" )->get_data()['unread'], 'Twice changes nothing.' );
		self::assertSame( [ 'look at me later' ], $this->listed( '?unread=true' ) );
		self::assertSame( [ 'look at me later' ], $this->listed( '?unread=true&view=unassigned' ) );
		self::assertSame( [ 'another' ], $this->listed( '?unread=false' ) );
		self::assertSame( 0, $this->counts()['unread'], 'Nobody waits.' );

		$paul = $this->sign_in();
		self::assertFalse( $this->rest( 'GET', $path )->get_data()['unread'] );
		$this->rest( 'PUT', "$path/read" );

		wp_set_current_user( $marie->ID );
		self::assertTrue( $this->rest( 'GET', $path )->get_data()['unread'], 'A colleague who opens it changes nothing.' );
		self::assertFalse( $this->rest( 'PUT', "$path/read" )->get_data()['unread'] );
		self::assertSame( [], $this->listed( '?unread=true' ) );

		wp_set_current_user( $paul->ID );
		$this->rest( 'PUT', "$path/unread" );
		$deleted = $this->rest( 'DELETE', $path )->get_data();
		self::assertSame( [ 1, 0 ], [ $deleted['deleted']['unread_marks'], $deleted['remaining']['unread_marks'] ] );
	}

	/** @return array<string, mixed> The only conversation of a view. */
	private function one( string $view ): array {
		$items = $this->rest( 'GET', "/conversations?view=$view" )->get_data()['items'];
		self::assertCount( 1, $items );
		return $items[0];
	}

	/** @return array<string, int> */
	private function counts(): array {
		return $this->rest( 'GET', '/conversations' )->get_data()['counts'];
	}
}
