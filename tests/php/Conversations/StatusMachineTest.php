<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Tests\Conversations;

use Aaia\Chatbot\Conversations\AgentService;
use Aaia\Chatbot\Conversations\NewSupportRequest;
use Aaia\Chatbot\Conversations\Status;
use Aaia\Chatbot\Conversations\SupportOrigin;
use Aaia\Chatbot\Conversations\SupportReason;
use Aaia\Chatbot\Conversations\SupportService;
use Aaia\Chatbot\Tests\ChatTestCase;

/** Checks each transition in the table of StatusMachine on stored conversations. */
final class StatusMachineTest extends ChatTestCase {

	/** @return iterable<string, array{string, string, string}> Action, status before, status after. */
	public static function table(): iterable {
		foreach (
			[
				'writes'    => [ 'open' => 'open', 'pending' => 'pending', 'snoozed' => 'open', 'resolved' => 'open' ],
				'asks'      => [ 'open' => 'pending', 'pending' => 'pending', 'snoozed' => 'pending', 'resolved' => 'pending' ],
				'take over' => [ 'open' => 'open', 'pending' => 'open', 'snoozed' => 'open', 'resolved' => 'open' ],
				'hand back' => [ 'open' => 'open', 'pending' => 'open', 'snoozed' => 'snoozed', 'resolved' => 'resolved' ],
				'reply'     => [ 'open' => 'open', 'pending' => 'open', 'snoozed' => 'open', 'resolved' => 'open' ],
				'note'      => [ 'open' => 'open', 'pending' => 'pending', 'snoozed' => 'snoozed', 'resolved' => 'resolved' ],
			] as $act => $row
		) {
			foreach ( $row as $before => $after ) {
				yield "$before, $act" => [ $act, $before, $after ];
			}
		}
	}

	#[\PHPUnit\Framework\Attributes\DataProvider( 'table' )]
	public function test_each_action_sets_the_status_of_the_table( string $act, string $before, string $after ): void {
		[ $visitor, $public_id, $id ] = $this->conversation();
		$this->plugin->services->get( AgentService::class )
			->set_status( $id, Status::from( $before ), 'snoozed' === $before ? new \DateTimeImmutable( '+1 day' ) : null );
		match ( $act ) {
			'writes'    => $visitor->says( 'And another thing', $public_id ),
			'asks'      => $this->plugin->services->get( SupportService::class )
				->request( $id, new NewSupportRequest( SupportOrigin::Button, SupportReason::Asked, 'Help' ) ),
			'take over' => $this->plugin->services->get( AgentService::class )->take_over( $id, 1 ),
			'hand back' => $this->plugin->services->get( AgentService::class )->release( $id ),
			'reply'     => $this->plugin->services->get( AgentService::class )->reply( $id, 1, 'Here I am.', false, null, null ),
			default     => $this->plugin->services->get( AgentService::class )->reply( $id, 1, 'Between us.', true, null, null ),
		};
		$row = $this->row( 'conversations', 'id', $id );
		$this->assertSame( $after, $row['status'] );
		$this->assertSame( in_array( $after, [ 'open', 'pending' ], true ) ? '1' : '0', $row['active'] );
		$this->assertSame( 'snoozed' === $after, null !== $row['snoozed_until'] );
		$this->assertSame( 'resolved' === $after, null !== $row['resolved_at'] );
	}

	public function test_a_message_after_seven_days_starts_a_new_conversation(): void {
		[ $visitor, $public_id, $id ] = $this->conversation();
		$this->plugin->services->get( AgentService::class )->set_status( $id, Status::Resolved );
		$this->database()->update(
			'conversations',
			[ 'resolved_at' => gmdate( 'Y-m-d H:i:s', time() - 7 * DAY_IN_SECONDS + 60 ) ],
			[ 'id' => $id ],
		);
		$this->assertSame( $public_id, $visitor->says( 'Within a week', $public_id )->get_data()['metadata']['conversation'] );
		$this->plugin->services->get( AgentService::class )->set_status( $id, Status::Resolved );
		$this->database()->update(
			'conversations',
			[ 'resolved_at' => gmdate( 'Y-m-d H:i:s', time() - 7 * DAY_IN_SECONDS - 60 ) ],
			[ 'id' => $id ],
		);
		$next = $visitor->says( 'Much later', $public_id )->get_data()['metadata']['conversation'];
		$this->assertNotSame( $public_id, $next );
		$this->assertSame( 'resolved', $this->row( 'conversations', 'id', $id )['status'] );
	}

	public function test_a_visitors_message_returns_a_resolved_conversation_to_the_assistant(): void {
		[ $visitor, $public_id, $id ] = $this->conversation();
		$this->plugin->services->get( AgentService::class )->take_over( $id, 1 );
		$this->assertSame( 202, $visitor->says( 'To the person', $public_id )->get_status() );
		$this->plugin->services->get( AgentService::class )->set_status( $id, Status::Resolved );
		$this->assertSame( 200, $visitor->says( 'Back again', $public_id )->get_status() );
		$this->assertSame( 'assistant', $this->row( 'conversations', 'id', $id )['handler'] );
	}

	public function test_a_visitors_message_unarchives_the_conversation(): void {
		[ $visitor, $public_id, $id ] = $this->conversation();
		$this->plugin->services->get( AgentService::class )->set_archived( $id, true );
		$this->assertSame( '0', $this->row( 'conversations', 'id', $id )['active'] );
		$visitor->says( 'Hello again', $public_id );
		$this->assertSame(
			[ null, '1' ],
			[ $this->row( 'conversations', 'id', $id )['archived_at'], $this->row( 'conversations', 'id', $id )['active'] ],
		);
	}

	/** @return array{\Aaia\Chatbot\Tests\Harness\TestVisitor, string, int} */
	private function conversation(): array {
		$visitor   = $this->visitor();
		$public_id = $visitor->says( 'Hello' )->get_data()['metadata']['conversation'];
		return [ $visitor, $public_id, (int) $this->row( 'conversations', 'public_id', $public_id )['id'] ];
	}
}
