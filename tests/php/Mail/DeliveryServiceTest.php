<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Tests\Mail;

use Aaia\Chatbot\Conversations\SupportService;
use Aaia\Chatbot\Events\Event;
use Aaia\Chatbot\Events\EventType;
use Aaia\Chatbot\Jobs\Job;
use Aaia\Chatbot\Mail\DeleteDeliveries;
use Aaia\Chatbot\Mail\DeliveryState;
use Aaia\Chatbot\Mail\MaintainDeliveries;
use Aaia\Chatbot\Tests\Alerts\AlertsTestCase;

/** A request for a person reaches the team once, whatever fails on the way. */
final class DeliveryServiceTest extends AlertsTestCase {

	public function test_one_request_is_one_mail_however_often_its_event_comes(): void {
		$conversation = $this->conversation( 'My boiler leaks' );
		$event        = $this->alerted( $conversation );
		$this->happens( $event );
		$this->work();
		$this->happens( $event );
		$this->work();

		self::assertSame( [ 'team@example.org' ], $this->mailbox->only_mail()['to'] );
		self::assertSame( SupportService::SENT, $this->told( $conversation ) );
		self::assertSame( DeliveryState::Sent, $this->only_delivery()->state );
	}

	public function test_without_a_support_address_the_site_admin_is_alerted(): void {
		$this->settings->save( [ 'support_email' => '' ] );
		add_filter( 'pre_option_admin_email', static fn(): string => 'owner@example.org' );
		$this->alerted( $this->conversation( 'Hello' ) );
		$this->work();

		self::assertSame( [ 'owner@example.org' ], $this->mailbox->only_mail()['to'] );
	}

	public function test_a_request_survives_a_mailer_that_is_down_for_a_day_and_arrives_once(): void {
		$conversation = $this->conversation( 'My boiler leaks' );
		$this->mailbox->refuse_everything( 'SMTP Error: Could not connect to SMTP host.' );
		$this->alerted( $conversation );
		$this->work();
		self::assertSame( SupportService::DELAYED, $this->told( $conversation ) );
		self::assertStringContainsString( 'Could not connect', (string) $this->only_delivery()->last_error );

		for ( $hour = 0; $hour < 24; $hour++ ) {
			$this->clock->pass( '1 hour' );
			$this->work();
		}
		$attempts = $this->only_delivery()->attempts;
		self::assertGreaterThan( 6, $attempts );
		self::assertLessThan( 15, $attempts );

		$this->mailbox->accept_again();
		for ( $hour = 0; $hour < 24; $hour++ ) {
			$this->clock->pass( '1 hour' );
			$this->work();
		}
		self::assertStringContainsString( 'My boiler leaks', $this->mailbox->only_mail()['text'] );
		self::assertSame( SupportService::SENT, $this->told( $conversation ) );
		$log = $this->deliveries->attempts( $this->only_delivery()->id );
		self::assertSame( 'sent', end( $log )['outcome'] );
		self::assertSame( 'failed', $log[0]['outcome'] );
		self::assertStringContainsString( 'Could not connect', (string) $log[0]['reason'] );
	}

	public function test_after_two_days_it_is_given_up_and_staff_can_try_again(): void {
		$conversation = $this->conversation( 'My boiler leaks' );
		$this->mailbox->refuse_everything();
		$this->alerted( $conversation );
		for ( $hour = 0; $hour < 60; $hour++ ) {
			$this->work();
			$this->clock->pass( '1 hour' );
		}
		$given_up = $this->only_delivery();
		self::assertSame( DeliveryState::Failed, $given_up->state );
		self::assertSame( 0, $this->work(), 'No job is left.' );
		self::assertSame( $given_up->id, $this->newest_event( EventType::DeliveryFailed )->data['delivery'] );

		$this->mailbox->accept_again();
		self::assertTrue( $this->service->retry( $given_up ) );
		$this->work();
		self::assertSame( DeliveryState::Sent, $this->only_delivery()->state );
		self::assertFalse( $this->service->retry( $given_up ), 'What was sent is not sent again.' );
		self::assertCount( 1, $this->mailbox->mails() );
	}

	public function test_staff_can_try_a_waiting_delivery_at_once_and_its_next_attempt_is_not_lost(): void {
		$this->mailbox->refuse_everything();
		$this->alerted( $this->conversation( 'Hello' ) );
		$this->work();
		self::assertSame( 0, $this->work() );
		$this->service->retry( $this->only_delivery() );
		self::assertSame( 1, $this->work() );
		$this->mailbox->accept_again();
		$this->clock->pass( '5 minutes' );
		$this->work();

		self::assertCount( 1, $this->mailbox->mails() );
	}

	public function test_two_workers_cannot_hold_one_delivery(): void {
		$this->alerted( $this->conversation( 'Hello' ) );
		$id    = $this->only_delivery()->id;
		$first = $this->service->claim( $id );

		self::assertNotNull( $first );
		self::assertNull( $this->service->claim( $id ) );
		self::assertSame( DeliveryState::Sending, $this->only_delivery()->state );
	}

	public function test_an_attempt_whose_process_was_killed_is_taken_over_and_its_late_word_ignored(): void {
		$this->alerted( $this->conversation( 'Hello' ) );
		$id    = $this->only_delivery()->id;
		$first = $this->service->claim( $id );
		self::assertNotNull( $first );
		$this->clock->pass( '5 minutes' );
		$second = $this->service->claim( $id );
		self::assertNotNull( $second );
		self::assertSame( 2, $second->delivery->attempts );

		$this->service->failed( $first, 'too late' );
		self::assertSame( DeliveryState::Sending, $this->only_delivery()->state );
		$this->service->sent( $second );
		self::assertSame( DeliveryState::Sent, $this->only_delivery()->state );
	}

	public function test_a_delivery_whose_job_was_lost_gets_a_new_one(): void {
		$this->alerted( $this->conversation( 'Hello' ) );
		$this->database->execute( 'DELETE FROM %i', $this->database->table( 'jobs' ) );
		$this->clock->pass( '20 minutes' );
		$this->tidy();
		$this->work();

		self::assertCount( 1, $this->mailbox->mails() );
	}

	public function test_the_visitors_ip_is_erased_once_the_alert_is_delivered(): void {
		$this->settings->save( [ 'alert_ip' => true ] );
		$event   = $this->alerted( $this->conversation( 'Hello' ), '', null, '198.51.100.7' );
		$request = (int) $event->data['request'];
		self::assertNotNull( $this->requests->by_id( $request )?->sealed_ip );
		$this->work();

		self::assertStringContainsString( '198.51.100.7', $this->mailbox->only_mail()['text'] );
		self::assertNull( $this->requests->by_id( $request )?->sealed_ip );
	}

	public function test_the_visitors_ip_is_erased_after_48_hours_even_if_nothing_was_delivered(): void {
		$event   = $this->asks_for_a_person( $this->conversation( 'Hello' ), '', null, '198.51.100.7' );
		$request = (int) $event->data['request'];
		$this->clock->pass( '47 hours' );
		$this->tidy();
		self::assertNotNull( $this->requests->by_id( $request )?->sealed_ip );
		$this->clock->pass( '2 hours' );
		$this->tidy();
		self::assertNull( $this->requests->by_id( $request )?->sealed_ip );
	}

	public function test_a_deleted_conversation_takes_its_deliveries_with_it(): void {
		$conversation = $this->conversation( 'Hello' );
		$this->mailbox->refuse_everything();
		$this->alerted( $conversation );
		$this->work();
		$this->wired()->get( DeleteDeliveries::class )->on(
			new Event( 9, EventType::ConversationDeleted, $conversation->id, null, [], $this->clock->now() )
		);
		$this->clock->pass( '1 day' );
		$this->mailbox->accept_again();
		$this->work();

		self::assertSame( [], $this->mailbox->mails() );
		foreach ( [ 'alerts', 'deliveries', 'delivery_attempts' ] as $table ) {
			self::assertSame( '0', $this->database->value( 'SELECT COUNT(*) FROM %i', $this->database->table( $table ) ) );
		}
	}

	public function test_the_log_is_erased_after_the_days_the_owner_chose(): void {
		$this->settings->save( [ 'alert_log_days' => 30 ] );
		$this->alerted( $this->conversation( 'Hello' ) );
		$this->work();
		$this->clock->pass( '29 days' );
		$this->tidy();
		self::assertSame( '1', $this->database->value( 'SELECT COUNT(*) FROM %i', $this->database->table( 'deliveries' ) ) );
		$this->clock->pass( '2 days' );
		$this->tidy();
		foreach ( [ 'alerts', 'deliveries', 'delivery_attempts' ] as $table ) {
			self::assertSame( '0', $this->database->value( 'SELECT COUNT(*) FROM %i', $this->database->table( $table ) ), $table );
		}
	}

	private function tidy(): void {
		$this->wired()->get( MaintainDeliveries::class )->handle( new Job( 1, MaintainDeliveries::NAME, [], 1 ) );
	}
}
