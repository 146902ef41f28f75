<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Tests\Mail;

use Aaia\Chatbot\Events\Event;
use Aaia\Chatbot\Events\EventType;
use Aaia\Chatbot\Jobs\Job;
use Aaia\Chatbot\Mail\DeleteDeliveries;
use Aaia\Chatbot\Mail\Delivery;
use Aaia\Chatbot\Mail\DeliveryOwners;
use Aaia\Chatbot\Mail\DeliveryService;
use Aaia\Chatbot\Mail\DeliveryState;
use Aaia\Chatbot\Mail\MaintainDeliveries;
use Aaia\Chatbot\Mail\NewDelivery;
use Aaia\Chatbot\Services;
use Aaia\Chatbot\Storage\Database;
use Aaia\Chatbot\Tests\Alerts\AlertsTestCase;

/** A room to the right sends by the Mail room and hears of each step, without either knowing the other's classes. */
final class DeliveryOwnerTest extends AlertsTestCase {

	private RecordingOwner $owner;

	private Services $services;

	protected function setUp(): void {
		parent::setUp();
		$this->owner    = new RecordingOwner();
		$this->services = $this->wired( [
			Database::class       => $this->database,
			DeliveryOwners::class => new DeliveryOwners( [ $this->owner ] ),
		] );
		$this->service  = $this->services->get( DeliveryService::class );
	}

	public function test_an_owner_hears_of_a_failed_attempt_and_of_the_one_that_is_accepted(): void {
		$id    = $this->store( Delivery::DIGEST );
		$first = $this->service->claim( $id );
		self::assertNotNull( $first );
		$this->service->failed( $first, 'busy' );
		self::assertSame( [ "failed $id" ], $this->owner->told );
		self::assertSame( 7, $this->newest_event( EventType::DeliveryDelayed )->data['colour'] );

		$this->clock->pass( '5 minutes' );
		$second = $this->service->claim( $id );
		self::assertNotNull( $second );
		$this->service->sent( $second );
		self::assertSame( [ "failed $id", "sent $id", "settled $id" ], $this->owner->told );
		self::assertSame( [ 'delivery' => $id, 'attempts' => 2, 'colour' => 7 ], $this->newest_event( EventType::DeliverySent )->data );
	}

	public function test_a_delivery_that_is_given_up_is_settled(): void {
		$id = $this->store( Delivery::DIGEST );
		for ( $attempt = 0; $attempt < 2; $attempt++ ) {
			$this->clock->pass( '3 days' );
			$held = $this->service->claim( $id );
			self::assertNotNull( $held );
			$this->service->failed( $held, 'gone' );
		}

		self::assertSame( [ "failed $id", "failed $id", "settled $id" ], $this->owner->told );
	}

	public function test_when_its_owner_cannot_store_a_step_the_step_is_not_stored_either(): void {
		$id   = $this->store( Delivery::DIGEST );
		$held = $this->service->claim( $id );
		self::assertNotNull( $held );
		$this->owner->fails = true;
		try {
			$this->service->sent( $held );
			self::fail( 'The owner failed.' );
		} catch ( \RuntimeException ) {
			self::assertSame( DeliveryState::Sending, $this->only_delivery()->state );
		}
	}

	public function test_an_owner_hears_nothing_of_other_purposes(): void {
		$held = $this->service->claim( $this->store( Delivery::VERIFY ) );
		self::assertNotNull( $held );
		$this->service->sent( $held );

		self::assertSame( [], $this->owner->told );
	}

	public function test_an_owner_deletes_what_it_keeps_with_the_conversation_and_with_the_log(): void {
		$deleted = new Event( 9, EventType::ConversationDeleted, 44, null, [], $this->clock->now() );
		$this->services->get( DeleteDeliveries::class )->on( $deleted );
		$this->services->get( MaintainDeliveries::class )->handle( new Job( 1, MaintainDeliveries::NAME, [], 1 ) );

		self::assertSame( [ 'conversation 44 deleted', 'expired before 2026-08-22' ], $this->owner->told );
	}

	private function store( string $purpose ): int {
		$id = $this->service->add( new NewDelivery( $purpose, Delivery::EMAIL, 'team@example.org', 'something new', cause_id: 5 ) );
		self::assertNotNull( $id );
		return $id;
	}
}
