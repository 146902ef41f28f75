<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Alerts;

use Aaia\Chatbot\Events\Event;
use Aaia\Chatbot\Events\EventType;
use Aaia\Chatbot\Events\Subscriber;
use Aaia\Chatbot\Storage\Database;

/**
 * Turns a request for a person into one delivery per recipient.
 *
 * The words are already stored when this runs, so a failure here delays an alert and never loses one. Recipients come from
 * settings only: nothing a visitor or a model says can change them.
 */
final class SupportAlert implements Subscriber {

	public function __construct(
		private readonly Database $database,
		private readonly AlertRepository $alerts,
		private readonly DeliveryService $deliveries,
		private readonly SupportRecipients $recipients,
	) {}

	public function name(): string {
		return 'alerts.support';
	}

	public function on( Event $event ): void {
		if ( EventType::SupportRequested !== $event->type || null === $event->conversation_id ) {
			return;
		}
		$request = $event->data['request'] ?? null;
		$new     = new NewAlert(
			$event->id,
			0,
			AlertKind::Support,
			$event->conversation_id,
			(string) ( $event->data['reason'] ?? '' ),
			null,
			is_numeric( $request ) ? (int) $request : null
		);
		$this->database->transaction(
			function () use ( $new ): void {
				[ $alert ] = $this->alerts->add_once( $new );
				foreach ( $this->recipients->addresses() as $address ) {
					$this->deliveries->add( $alert, 'email', $address );
				}
			}
		);
	}
}
