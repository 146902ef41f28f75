<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Mail;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Events\Event;
use Aaia\Chatbot\Events\EventType;
use Aaia\Chatbot\Events\Subscriber;
use Aaia\Chatbot\Storage\Database;

/** Deletes deliveries, and what their owners keep about them, together with their conversation. Waiting deliveries are not sent. */
final class DeleteDeliveries implements Subscriber {

	public const TYPES = [ EventType::ConversationDeleted ];

	public function __construct(
		private readonly Database $database,
		private readonly DeliveryRepository $deliveries,
		private readonly DeliveryOwners $owners,
	) {}

	public function name(): string {
		return 'alerts.forget';
	}

	public function on( Event $event ): void {
		$id = $event->conversation_id;
		if ( EventType::ConversationDeleted !== $event->type || null === $id ) {
			return;
		}
		$this->database->transaction(
			function () use ( $id ): void {
				$this->deliveries->delete_of( $id );
				foreach ( $this->owners->all() as $owner ) {
					$owner->on_conversation_deleted( $id );
				}
			}
		);
	}
}
