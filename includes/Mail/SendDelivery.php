<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Mail;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Jobs\Job;
use Aaia\Chatbot\Jobs\JobHandler;

/** Job: makes one attempt at one delivery. A failure is stored with the delivery, whose service pushes the job of the next attempt. */
final class SendDelivery implements JobHandler {

	public const NAME = 'alerts.send';

	/** @param list<DeliverySender> $senders */
	public function __construct(
		private readonly DeliveryRepository $deliveries,
		private readonly DeliveryService $service,
		private readonly array $senders,
	) {}

	public function handle( Job $job ): void {
		$id      = is_int( $job->payload['delivery'] ?? null ) ? $job->payload['delivery'] : 0;
		$attempt = $this->service->claim( $id );
		if ( null === $attempt ) {
			$this->wait_if_early( $id );
			return;
		}
		try {
			$outcome = $this->send( $attempt->delivery );
		} catch ( \Throwable $failure ) {
			$outcome = DeliveryOutcome::refused( $failure->getMessage() );
		}
		if ( $outcome->needless ) {
			$this->service->withdraw( $attempt );
		} elseif ( $outcome->accepted ) {
			$this->service->sent( $attempt, $outcome->outside_id );
		} else {
			$this->service->failed( $attempt, $outcome->reason, $outcome->final, $outcome->retry_after ?? 0 );
		}
	}

	private function send( Delivery $delivery ): DeliveryOutcome {
		foreach ( $this->senders as $sender ) {
			if ( $sender->sends( $delivery ) ) {
				return $sender->send( $delivery );
			}
		}
		return DeliveryOutcome::refused( sprintf( 'Nothing here sends %s by %s.', $delivery->purpose, $delivery->channel ) );
	}

	/** A job that runs too early, such as an older one of the same delivery, pushes one for the right time. */
	private function wait_if_early( int $id ): void {
		$delivery = $this->deliveries->by_id( $id );
		if ( null !== $delivery && DeliveryState::Queued === $delivery->state && null !== $delivery->next_attempt_at ) {
			$this->service->enqueue( $id, $delivery->next_attempt_at );
		}
	}
}
