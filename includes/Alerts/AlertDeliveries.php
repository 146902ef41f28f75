<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Alerts;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Assistant\Conditions\Trigger;
use Aaia\Chatbot\Conversations\SupportRequestRepository;
use Aaia\Chatbot\Conversations\SupportService;
use Aaia\Chatbot\Mail\Delivery;
use Aaia\Chatbot\Mail\DeliveryOwner;
use Aaia\Chatbot\Mail\DeliveryRepository;
use Aaia\Chatbot\Support\Clock;

/** Owns the deliveries of alerts: tells the visitor whether they were sent, and erases the visitor's encrypted IP address afterwards. */
final class AlertDeliveries implements DeliveryOwner {

	/** Purposes of deliveries about one alert. */
	public const PURPOSES = [ Delivery::ALERT, Delivery::RESOLVED ];

	/** Visitors' IP addresses are kept no longer, delivered or not. */
	private const IP_HOURS = 48;

	public function __construct(
		private readonly AlertRepository $alerts,
		private readonly DeliveryRepository $deliveries,
		private readonly SupportService $support,
		private readonly SupportRequestRepository $requests,
		private readonly Clock $clock,
	) {}

	public function purposes(): array {
		return self::PURPOSES;
	}

	public function event_data( Delivery $delivery ): array {
		$alert = $this->alerts->for_delivery( $delivery );
		return null === $alert ? [] : [ 'kind' => $alert->kind->value ];
	}

	public function on_sent( Delivery $delivery ): void {
		$this->tell_visitor( $delivery, SupportService::SENT );
	}

	public function on_attempt_failed( Delivery $delivery ): void {
		$this->tell_visitor( $delivery, SupportService::DELAYED );
	}

	/** Erases the visitor's encrypted IP address once no delivery of the alert needs it any more. */
	public function on_settled( Delivery $delivery ): void {
		$alert = $this->alerts->for_delivery( $delivery );
		if ( null === $alert || null === $alert->request_id ) {
			return;
		}
		foreach ( $this->deliveries->for_cause( $alert->id, self::PURPOSES ) as $other ) {
			if ( ! $other->state->is_final() ) {
				return;
			}
		}
		$this->requests->forget_ip( $alert->request_id );
	}

	public function on_conversation_deleted( int $conversation_id ): void {
		$this->alerts->delete_of( $conversation_id );
	}

	public function delete_expired( \DateTimeImmutable $before ): void {
		$this->requests->forget_ips_before( $this->clock->now()->modify( '-' . self::IP_HOURS . ' hours' ) );
		$this->alerts->forget_before( $before );
	}

	/** Visitors hear of their requests only: sent when the first recipient's mail was accepted, delayed after a failed attempt. */
	private function tell_visitor( Delivery $delivery, string $state ): void {
		$alert = Delivery::ALERT === $delivery->purpose ? $this->alerts->for_delivery( $delivery ) : null;
		if ( null !== $alert && Trigger::Support === $alert->kind ) {
			$this->support->note_alert( $alert->conversation_id, $state );
		}
	}
}
