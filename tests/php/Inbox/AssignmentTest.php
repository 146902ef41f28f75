<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Tests\Inbox;

use Aaia\Chatbot\Conversations\AgentService;
use Aaia\Chatbot\Conversations\Priority;
use Aaia\Chatbot\Conversations\Status;
use Aaia\Chatbot\Events\EventType;
use Aaia\Chatbot\Inbox\UnassignFormerAgent;
use Aaia\Chatbot\Jobs\JobQueue;

/** Assigning conversations and setting their priority: PATCH /conversations/{id}, POST /takeover, GET /agents. */
final class AssignmentTest extends InboxTestCase {

	public function test_an_assigned_conversation_is_in_the_persons_mine_at_once_unread_for_them_and_not_unassigned(): void {
		$marie = $this->user( 'administrator', [ 'display_name' => 'Marie' ] );
		$me    = $this->sign_in();
		$path  = '/conversations/' . $this->asks( 'hello' )->conversation->public_id;
		$this->rest( 'PUT', "$path/read", [] );

		$shown = $this->rest( 'PATCH', $path, [ 'assignee' => $marie->ID, 'assignee_seen' => null ] );

		self::assertSame( 200, $shown->get_status() );
		self::assertSame( [ 'id' => $marie->ID, 'name' => 'Marie' ], $shown->get_data()['assignee'] );
		self::assertSame( 'assistant', $shown->get_data()['handler'], 'who answers does not change' );
		self::assertFalse( $shown->get_data()['unread'] );
		self::assertSame( [], $this->listed( '?view=unassigned' ) );
		self::assertSame(
			[ 'from' => null, 'to' => $marie->ID, 'agent' => $me->ID ],
			$this->last_event( EventType::ConversationAssigned ),
		);
		wp_set_current_user( $marie->ID );
		self::assertSame( [ 'hello' ], $this->listed( '?view=mine&unread=true' ) );
		self::assertNull( $this->rest( 'PATCH', $path, [ 'assignee' => null ] )->get_data()['assignee'] );
		self::assertSame( [ 'hello' ], $this->listed( '?view=unassigned' ) );
	}

	public function test_of_two_who_take_one_conversation_the_slower_is_told_who_has_it(): void {
		$marie = $this->user( 'administrator', [ 'display_name' => 'Marie' ] );
		$this->sign_in();
		$received = $this->asks( 'hello' );
		$path     = '/conversations/' . $received->conversation->public_id;
		$this->services->get( AgentService::class )->take_over( $received->conversation->id, $marie->ID );

		foreach ( [
			[ 'POST', "$path/takeover", [ 'assignee_seen' => null ] ],
			[ 'PATCH', $path, [ 'assignee' => get_current_user_id(), 'assignee_seen' => null ] ],
		] as $too_late ) {
			$refused = $this->rest( ...$too_late );
			self::assertSame( 409, $refused->get_status() );
			self::assertSame( 'Marie has just taken this conversation.', $refused->get_data()['message'] );
			self::assertSame( $marie->ID, $this->now( $received )->assignee_id );
		}
		self::assertSame( 200, $this->rest( 'POST', "$path/takeover", [ 'assignee_seen' => $marie->ID ] )->get_status(), 'on purpose' );
	}

	public function test_only_those_who_may_reply_are_listed_and_can_be_assigned(): void {
		$reader = $this->user( 'subscriber', [ 'display_name' => 'Reader' ] );
		$helper = $this->user( 'subscriber', [ 'display_name' => 'Helper' ] );
		$helper->add_cap( 'aaia_view_conversations' );
		$helper->add_cap( 'aaia_reply_conversations' );
		$this->user( 'administrator', [ 'display_name' => 'Marie' ] );
		$this->sign_in();
		$path = '/conversations/' . $this->asks( 'hello' )->conversation->public_id;

		$names = array_column( $this->rest( 'GET', '/agents' )->get_data()['items'], 'name' );
		self::assertSame( [ 'Helper', 'Marie' ], array_values( array_intersect( $names, [ 'Helper', 'Marie', 'Reader' ] ) ) );
		self::assertSame( [ 'Helper' ], array_column( $this->rest( 'GET', '/agents?search=elp' )->get_data()['items'], 'name' ) );
		self::assertSame( 200, $this->rest( 'PATCH', $path, [ 'assignee' => $helper->ID ] )->get_status() );
		foreach ( [ $reader->ID, 999_999 ] as $wrong ) {
			$refused = $this->rest( 'PATCH', $path, [ 'assignee' => $wrong ] );
			self::assertSame( [ 400, 'aaia_not_an_agent' ], [ $refused->get_status(), $refused->get_data()['code'] ] );
		}
		wp_set_current_user( $reader->ID );
		self::assertSame( 403, $this->rest( 'GET', '/agents' )->get_status() );
	}

	public function test_what_a_removed_user_has_not_resolved_is_unassigned(): void {
		$marie = $this->user( 'administrator' );
		$this->sign_in();
		$service = $this->services->get( AgentService::class );
		foreach ( [ 'open', 'snoozed', 'resolved' ] as $status ) {
			$held[ $status ] = $this->says( $status );
			$service->assign( $held[ $status ]->conversation->id, $marie->ID, null );
			$service->set_status( $held[ $status ]->conversation->id, Status::from( $status ), $this->clock->now()->modify( '+1 day' ) );
		}
		$hook = $this->services->get( UnassignFormerAgent::class );
		$hook->plan( get_current_user_id() );
		self::assertNull( $this->services->get( JobQueue::class )->claim( 10, [ UnassignFormerAgent::NAME ] ), 'has none' );

		$hook->plan( $marie->ID );
		$claimed = $this->services->get( JobQueue::class )->claim( 10, [ UnassignFormerAgent::NAME ] );
		$hook->handle( null === $claimed ? self::fail( 'No job.' ) : $claimed->job );

		$assignees = array_map( fn( $received ) => $this->now( $received )->assignee_id, array_values( $held ) );
		self::assertSame( [ null, null, $marie->ID ], $assignees );
		self::assertSame( [ 'open' ], $this->listed( '?view=unassigned' ) );
		self::assertSame( [ 'from' => $marie->ID, 'to' => null ], $this->last_event( EventType::ConversationAssigned ) );
	}

	public function test_a_priority_is_shown_listed_and_told(): void {
		$me = $this->sign_in();
		foreach ( [ 'calm', 'urgent', 'urgent but resolved' ] as $text ) {
			$paths[ $text ] = '/conversations/' . $this->says( $text )->conversation->public_id;
		}
		$this->rest( 'PATCH', $paths['urgent but resolved'], [ 'priority' => 'urgent', 'status' => 'resolved' ] );

		self::assertSame( 'urgent', $this->rest( 'PATCH', $paths['urgent'], [ 'priority' => 'urgent' ] )->get_data()['priority'] );
		self::assertSame( [ 'from' => 'none', 'to' => 'urgent', 'agent' => $me->ID ], $this->last_event( EventType::PriorityChanged ) );
		self::assertSame( [ 'urgent' ], $this->listed( '?priority=urgent' ) );
		self::assertSame( [ 'calm' ], $this->listed( '?priority=none' ) );
		self::assertSame( [ 'urgent but resolved', 'urgent' ], $this->listed( '?priority=urgent&archived=any' ) );
		self::assertSame( [ 'urgent but resolved' ], $this->listed( '?priority=urgent&status=resolved' ) );
		self::assertSame( [ 'urgent' ], $this->listed( '?priority=urgent&view=unassigned' ) );
		self::assertSame( [], $this->listed( '?priority=high' ) );
		self::assertSame( 400, $this->rest( 'GET', '/conversations?priority=9' )->get_status() );
		self::assertSame( 400, $this->rest( 'PATCH', $paths['calm'], [ 'priority' => 'now' ] )->get_status() );
	}

	public function test_the_list_of_one_priority_reads_its_index(): void {
		if ( $this->on_sqlite() ) {
			$this->markTestSkipped( 'SQLite explains otherwise.' );
		}
		$received = $this->says( 'urgent' );
		$this->services->get( AgentService::class )->set_priority( $received->conversation->id, Priority::Urgent, $this->sign_in()->ID );
		$plan = $this->database()->rows(
			'EXPLAIN SELECT c.* FROM %i c FORCE INDEX (priority_activity) WHERE c.priority = 4 AND c.active = 1 ORDER BY c.last_activity_at DESC, c.id DESC LIMIT 26',
			$this->database()->table( 'conversations' ),
		);
		self::assertSame( 'priority_activity', $plan[0]['key'] );
		self::assertStringNotContainsString( 'filesort', (string) $plan[0]['Extra'] );
	}

	/** @return array<string, mixed> Data of the newest event of a type. */
	private function last_event( EventType $type ): array {
		return (array) json_decode( (string) $this->database()->value(
			'SELECT data FROM %i WHERE type = %s ORDER BY id DESC LIMIT 1',
			$this->database()->table( 'events' ),
			$type->value,
		), true );
	}
}
