<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Tests\Inbox;

use Aaia\Chatbot\Conversations\AgentRepository;
use Aaia\Chatbot\Conversations\AgentService;
use Aaia\Chatbot\Conversations\AgentState;
use Aaia\Chatbot\Conversations\Status;
use Aaia\Chatbot\Inbox\UnassignFormerAgent;

/** Whether agents are there, and how much they have: /agents. */
final class AgentsTest extends InboxTestCase {

	public function test_who_is_here_becomes_away_and_off_by_itself_and_is_here_again_with_the_next_thing_they_do(): void {
		$me     = $this->sign_in()->ID;
		$agents = $this->services->get( AgentRepository::class );
		$state  = fn(): AgentState => $agents->states( [ $me ] )[ $me ]['state'];
		self::assertSame( AgentState::Off, $state(), 'never seen' );
		$agents->note_activity( $me );
		self::assertSame( AgentState::Here, $state() );
		$this->clock->pass( '11 minutes' );
		self::assertSame( AgentState::Away, $state() );
		$this->clock->pass( '1 hour' );
		self::assertSame( AgentState::Off, $state() );
		$agents->note_activity( $me );
		self::assertSame( AgentState::Here, $state() );
	}

	public function test_away_and_off_by_hand_stay_whatever_the_agent_does(): void {
		$me = $this->sign_in()->ID;
		foreach ( [ 'off', 'away' ] as $chosen ) {
			$shown = $this->rest( 'PATCH', '/agents/me', [ 'state' => $chosen ] )->get_data();
			self::assertSame( [ $me, $chosen, $chosen ], [ $shown['id'], $shown['chosen'], $shown['state'] ] );
			self::assertSame( $chosen, $this->rest( 'POST', '/agents/me/activity', [] )->get_data()['state'] );
		}
		self::assertSame( 'here', $this->rest( 'PATCH', '/agents/me', [ 'state' => 'here' ] )->get_data()['state'] );
		self::assertSame( 400, $this->rest( 'PATCH', '/agents/me', [ 'state' => 'asleep' ] )->get_status() );
	}

	public function test_agents_are_listed_with_their_state_what_they_have_and_how_much_they_take(): void {
		$ana  = $this->user( 'administrator', [ 'display_name' => 'Ana listed' ] )->ID;
		$me   = $this->sign_in()->ID;
		$made = array_map( $this->says( ... ), [ 'one', 'two', 'resolved' ] );
		foreach ( $made as $one ) {
			$this->services->get( AgentService::class )->assign( $one->conversation->id, $ana, $me );
		}
		$this->services->get( AgentService::class )->set_status( $made[2]->conversation->id, Status::Resolved );
		$this->rest( 'PATCH', "/agents/$ana", [ 'capacity' => 2, 'state' => 'off' ] );

		$expected = [ 'id' => $ana, 'name' => 'Ana listed', 'state' => 'off', 'chosen' => 'off', 'capacity' => 2, 'open' => 2 ];
		self::assertSame( [ $expected ], $this->rest( 'GET', '/agents?search=Ana%20listed' )->get_data()['items'] );
		self::assertNull( $this->rest( 'PATCH', "/agents/$ana", [ 'capacity' => null ] )->get_data()['capacity'] );
		self::assertSame( 400, $this->rest( 'PATCH', "/agents/$ana", [ 'capacity' => 0 ] )->get_status() );
		$more = $this->says( 'more than that' )->conversation->public_id;
		self::assertSame( 200, $this->rest( 'PATCH', "/conversations/$more", [ 'assignee' => $ana ] )->get_status(), 'not refused' );
	}

	public function test_logins_are_found_only_by_those_who_see_the_list_of_users(): void {
		$ana    = $this->user( 'administrator', [ 'display_name' => 'Ana listed', 'user_login' => 'qx17secret' ] )->ID;
		$path   = '/conversations/' . $this->says( 'hello' )->conversation->public_id . '/colleagues';
		$helper = $this->user( 'subscriber' );
		$helper->add_cap( 'aaia_view_conversations' );
		$helper->add_cap( 'aaia_reply_conversations' );
		foreach ( [ [ $helper->ID, [] ], [ $this->user( 'administrator' )->ID, [ $ana ] ] ] as [ $user, $found ] ) {
			wp_set_current_user( $user );
			foreach ( [ '/agents', $path ] as $list ) {
				self::assertSame( $found, array_column( $this->rest( 'GET', "$list?search=qx17sec" )->get_data()['items'], 'id' ), $list );
				self::assertSame( [ $ana ], array_column( $this->rest( 'GET', "$list?search=Ana%20li" )->get_data()['items'], 'id' ), $list );
			}
		}
	}

	public function test_an_agent_changes_the_own_state_only_and_not_how_much_they_take(): void {
		$ana    = $this->user( 'administrator' )->ID;
		$reader = $this->user( 'subscriber' )->ID;
		$helper = $this->user( 'subscriber' );
		$helper->add_cap( 'aaia_reply_conversations' );
		wp_set_current_user( $helper->ID );
		self::assertSame( 200, $this->rest( 'PATCH', "/agents/$helper->ID", [ 'state' => 'away' ] )->get_status() );
		self::assertSame( 403, $this->rest( 'PATCH', "/agents/$ana", [ 'state' => 'off' ] )->get_status() );
		self::assertSame( 403, $this->rest( 'PATCH', '/agents/me', [ 'capacity' => 100 ] )->get_status() );
		$this->sign_in();
		self::assertSame( 404, $this->rest( 'PATCH', "/agents/$reader", [ 'capacity' => 3 ] )->get_status() );
		wp_set_current_user( $reader );
		self::assertSame( 403, $this->rest( 'POST', '/agents/me/activity', [] )->get_status() );
	}

	public function test_the_state_of_a_removed_user_is_forgotten(): void {
		$ana = $this->user( 'administrator' )->ID;
		$this->services->get( AgentRepository::class )->choose( $ana, AgentState::Away );
		$this->services->get( UnassignFormerAgent::class )->plan( $ana );
		self::assertSame( AgentState::Here, $this->services->get( AgentRepository::class )->states( [ $ana ] )[ $ana ]['chosen'] );
	}
}
