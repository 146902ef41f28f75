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

/** Marks a conversation as stuck when its reply or alert failed for good or its job was given up; clears the mark when that is sent. */
final class NoteStuck implements Subscriber {

	public const TYPES = [ EventType::DeliveryFailed, EventType::DeliverySent, EventType::JobDied ];

	/** Purposes of deliveries that hold up a conversation; a mail to a mentioned colleague does not. */
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
