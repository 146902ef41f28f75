<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Tests\Inbox;

use Aaia\Chatbot\Inbox\AgentPreferences;
use Aaia\Chatbot\Tests\TestCase;

/** An agent's own choices: /preferences. */
final class PreferencesTest extends TestCase {

	public function test_choices_belong_to_the_person_and_are_changed_one_by_one(): void {
		$me    = $this->sign_in();
		$usual = [
			'enter_sends'     => true,
			'undo_send'       => true,
			'open_next'       => false,
			'mention_mails'   => true,
			'title_count'     => true,
			'sound'           => false,
			'notify_mention'  => true,
			'notify_assigned' => true,
			'notify_waiting'  => true,
			'notify_woken'    => true,
			'notify_team'     => true,
			'notify_message'  => true,
			'quiet_hours'     => null,
		];
		self::assertSame( $usual, $this->rest( 'GET', '/preferences' )->get_data() );

		self::assertFalse( $this->rest( 'PATCH', '/preferences', [ 'enter_sends' => false ] )->get_data()['enter_sends'] );
		$changed = $this->rest( 'PATCH', '/preferences', [ 'undo_send' => false ] )->get_data();
		self::assertSame( array_merge( $usual, [ 'enter_sends' => false, 'undo_send' => false ] ), $changed );
		$this->sign_in();
		self::assertTrue( $this->rest( 'GET', '/preferences' )->get_data()['enter_sends'], 'of another person' );

		update_user_option( $me->ID, AgentPreferences::OPTION, [ 'enter_sends' => 'damaged', 'undo_send' => false ] );
		wp_set_current_user( $me->ID );
		$read = $this->rest( 'GET', '/preferences' )->get_data();
		self::assertSame( array_merge( $usual, [ 'undo_send' => false ] ), $read );
		self::assertSame( 400, $this->rest( 'PATCH', '/preferences', [ 'other' => true ] )->get_status() );
	}

	public function test_quiet_hours_are_two_times_and_a_zone_and_can_be_taken_away(): void {
		$this->sign_in();
		$hours = [ 'from' => '22:00', 'until' => '07:00', 'zone' => 'Europe/Paris' ];
		self::assertSame( $hours, $this->rest( 'PATCH', '/preferences', [ 'quiet_hours' => $hours ] )->get_data()['quiet_hours'] );
		$changed = $this->rest( 'PATCH', '/preferences', [ 'sound' => true ] )->get_data();
		self::assertSame( [ true, $hours ], [ $changed['sound'], $changed['quiet_hours'] ] );
		foreach ( [ [ 'from' => '07:00' ] + $hours, [ 'zone' => 'Moon/Base' ] + $hours, [ 'from' => '24:00' ] + $hours ] as $wrong ) {
			self::assertSame( 400, $this->rest( 'PATCH', '/preferences', [ 'quiet_hours' => $wrong ] )->get_status() );
		}
		self::assertNull( $this->rest( 'PATCH', '/preferences', [ 'quiet_hours' => null ] )->get_data()['quiet_hours'] );
	}

	public function test_whoever_may_not_see_conversations_has_none(): void {
		$this->sign_in( 'subscriber' );
		self::assertSame( 403, $this->rest( 'GET', '/preferences' )->get_status() );
		self::assertSame( 403, $this->rest( 'PATCH', '/preferences', [ 'undo_send' => false ] )->get_status() );
	}
}
