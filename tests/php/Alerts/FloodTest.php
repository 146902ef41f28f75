<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Tests\Alerts;

use Aaia\Chatbot\Alerts\Delivery;
use Aaia\Chatbot\Alerts\DeliveryState;

/** A flood of requests becomes a few mails, loses nothing and fills no queue. The benchmark "alerts" does the same with 10,000. */
final class FloodTest extends AlertsTestCase {

	/** More than one step of SettleBundle, and a cap's worth. */
	private const REQUESTS = 240;

	public function test_a_flood_is_told_in_a_capful_of_mails_and_one_more(): void {
		for ( $i = 0; $i < self::REQUESTS; $i++ ) {
			$conversations[] = $this->conversation( "Request number $i" );
			$this->alerted( $conversations[ $i ], '', null, '198.51.100.7' );
		}
		self::assertLessThan( 30, (int) $this->database->value( 'SELECT COUNT(*) FROM %i', $this->database->table( 'jobs' ) ), 'Bundled deliveries have no job of their own.' );
		$this->work();
		self::assertCount( 20, $this->mailbox->mails() );

		$this->clock->set( '2026-11-20 22:00:01' );
		$this->work();
		$mails = $this->mailbox->mails();
		self::assertCount( 21, $mails );
		self::assertSame( '220 alerts from the AAIA chatbot', $mails[20]['subject'] );
		self::assertStringContainsString( '… and 170 more.', $mails[20]['text'] );
		self::assertLessThan( 30_000, strlen( $mails[20]['text'] ) );

		self::assertSame( (string) self::REQUESTS, $this->counted( 'deliveries', 'purpose = %s AND state = %s', Delivery::ALERT, DeliveryState::Sent->value ) );
		self::assertSame( '0', $this->counted( 'conversations', 'person_requested <> %s', 'sent' ), 'Every visitor is told that it was sent.' );
		self::assertSame( '0', $this->counted( 'support_requests', 'sealed_ip IS NOT NULL AND id > %d', 0 ), 'No address stays.' );
	}

	/** @param literal-string $condition */
	private function counted( string $table, string $condition, string|int ...$values ): string {
		return (string) $this->database->value( 'SELECT COUNT(*) FROM %i WHERE ' . $condition, $this->database->table( $table ), ...$values );
	}
}
