<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Alerts;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Alerts\Rules\RuleSet;
use Aaia\Chatbot\Conversations\Handler;
use Aaia\Chatbot\Conversations\Status;
use Aaia\Chatbot\Events\Event;
use Aaia\Chatbot\Events\EventType;
use Aaia\Chatbot\Events\Subscriber;
use Aaia\Chatbot\Mail\Delivery;
use Aaia\Chatbot\Mail\DeliveryRepository;
use Aaia\Chatbot\Mail\DeliveryState;
use Aaia\Chatbot\Storage\Database;

/** Acknowledges a conversation's alerts when staff act on it in the inbox, and sends the "resolved" mails that rules ask for. */
final class AcknowledgeAlerts implements Subscriber {

	public const TYPES = [ EventType::MessageReplied, EventType::ConversationRead, EventType::StatusChanged, EventType::HandlerChanged ];

	public function __construct(
		private readonly Database $database,
		private readonly AlertRepository $alerts,
		private readonly DeliveryRepository $deliveries,
		private readonly AlertBundler $bundler,
		private readonly RuleSet $rules,
	) {}

	public function name(): string {
		return 'alerts.acknowledge';
	}

	public function on( Event $event ): void {
		$id = $event->conversation_id;
		if ( null === $id || ! $this->is_by_staff( $event ) ) {
			return;
		}
		$this->database->transaction(
			function () use ( $id, $event ): void {
				$this->alerts->acknowledge_conversation( $id, $this->agent( $event ) );
				if ( EventType::StatusChanged === $event->type && Status::Resolved->value === ( $event->data['to'] ?? '' ) ) {
					$this->tell_resolved( $id );
				}
			}
		);
	}

	private function is_by_staff( Event $event ): bool {
		return match ( $event->type ) {
			EventType::MessageReplied => true,
			EventType::ConversationRead, EventType::StatusChanged => 'agent' === ( $event->data['by'] ?? '' ),
			EventType::HandlerChanged => Handler::Human->value === ( $event->data['to'] ?? '' ) && isset( $event->data['agent'] ),
			default => false,
		};
	}

	/** Name of the agent; empty when the event names none, as those of earlier releases. */
	private function agent( Event $event ): string {
		$user = is_numeric( $event->data['agent'] ?? null ) ? get_userdata( (int) $event->data['agent'] ) : false;
		return $user instanceof \WP_User ? $user->display_name : '';
	}

	/** Tells each recipient once, in the thread of the newest alert whose rule asks for it. */
	private function tell_resolved( int $conversation_id ): void {
		$notified = [];
		foreach ( array_reverse( $this->alerts->for_conversation( $conversation_id ) ) as $alert ) {
			if ( ! $this->rules->for_alert( $alert )->definition->resolved ) {
				continue;
			}
			foreach ( $this->deliveries->for_cause( $alert->id, AlertDeliveries::PURPOSES ) as $delivery ) {
				if (
					Delivery::EMAIL === $delivery->channel
					&& DeliveryState::Sent === $delivery->state
					&& ! isset( $notified[ strtolower( $delivery->recipient ) ] )
				) {
					$notified[ strtolower( $delivery->recipient ) ] = true;
					$this->bundler->deliver(
						$alert,
						Delivery::EMAIL,
						$delivery->recipient,
						$this->rules->for_alert( $alert )->definition->cap,
						Delivery::RESOLVED
					);
				}
			}
		}
	}
}
