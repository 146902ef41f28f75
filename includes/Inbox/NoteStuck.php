<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Inbox;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Conversations\StuckReason;
use Aaia\Chatbot\Conversations\StuckService;
use Aaia\Chatbot\Events\Event;
use Aaia\Chatbot\Events\EventType;
use Aaia\Chatbot\Events\Subscriber;
use Aaia\Chatbot\Mail\Delivery;
use Aaia\Chatbot\Mail\DeliveryRepository;

/** Marks conversations as stuck whose reply or alert could not be delivered, or whose job was given up. */
final class NoteStuck implements Subscriber {

	public const TYPES = [ EventType::DeliveryFailed, EventType::DeliverySent, EventType::JobDied ];

	/** What somebody waits for; a mail to a colleague who is mentioned holds up nothing. */
	private const PURPOSES = [ Delivery::REPLY, Delivery::ALERT ];

	public function __construct(
		private readonly StuckService $stuck,
		private readonly DeliveryRepository $deliveries,
	) {}

	public function name(): string {
		return 'inbox.stuck';
	}

	public function on( Event $event ): void {
		$conversation = $event->conversation_id;
		$ref          = $event->data[ EventType::JobDied === $event->type ? 'job' : 'delivery' ] ?? null;
		if ( null === $conversation || ! is_int( $ref ) ) {
			return;
		}
		if ( EventType::JobDied === $event->type ) {
			$this->stuck->mark( $conversation, StuckReason::Job, $ref );
		} elseif ( EventType::DeliverySent === $event->type ) {
			$this->stuck->clear( $conversation, StuckService::SOLVED, null, StuckReason::Delivery, $ref );
		} elseif ( EventType::DeliveryFailed === $event->type && in_array( $this->deliveries->by_id( $ref )?->purpose, self::PURPOSES, true ) ) {
			$this->stuck->mark( $conversation, StuckReason::Delivery, $ref );
		}
	}
}
