<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Tests\Mail;

use Aaia\Chatbot\Mail\Delivery;
use Aaia\Chatbot\Mail\DeliveryOwner;

/** An owner of deliveries that remembers what it is told. */
final class RecordingOwner implements DeliveryOwner {

	/** @var list<string> */
	public array $told = [];

	public bool $fails = false;

	public function purposes(): array {
		return [ Delivery::DIGEST ];
	}

	public function event_data( Delivery $delivery ): array {
		return [ 'colour' => 7 ];
	}

	public function on_sent( Delivery $delivery ): void {
		if ( $this->fails ) {
			throw new \RuntimeException( 'Its table is locked.' );
		}
		$this->told[] = "sent $delivery->id";
	}

	public function on_attempt_failed( Delivery $delivery ): void {
		$this->told[] = "failed $delivery->id";
	}

	public function on_settled( Delivery $delivery ): void {
		$this->told[] = "settled $delivery->id";
	}

	public function on_conversation_deleted( int $conversation_id ): void {
		$this->told[] = "conversation $conversation_id deleted";
	}

	public function delete_expired( \DateTimeImmutable $before ): void {
		$this->told[] = 'expired before ' . $before->format( 'Y-m-d' );
	}
}
