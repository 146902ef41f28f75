<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Alerts\Outside;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Jobs\Job;
use Aaia\Chatbot\Jobs\JobHandler;
use Aaia\Chatbot\Mail\DeliveryRepository;
use Aaia\Chatbot\Support\Clock;

/** Scheduled job: reads the state of tickets that alerts made, until they are solved or a month old. */
final class FollowTickets implements JobHandler {

	public const NAME = 'alerts.follow';

	public const EVERY_SECONDS = 900;

	/** Tickets that are read in one run: each may take seconds. */
	private const TICKETS = 20;

	public function __construct(
		private readonly DeliveryRepository $deliveries,
		private readonly ServiceRepository $services,
		private readonly ServiceClient $client,
		private readonly Clock $clock,
	) {}

	public function handle( Job $job ): void {
		foreach ( $this->deliveries->open_tickets( $this->clock->now()->modify( '-30 days' ), self::TICKETS ) as $delivery ) {
			$service = $this->services->by_public_id( $delivery->recipient );
			$state   = null === $service || null === $delivery->outside_id || ! $service->kind->makes_tickets()
				? null
				: $this->client->state( $service, $delivery->outside_id );
			$this->deliveries->note_outside( $delivery->id, $state ?? $delivery->outside_state, $this->clock->now() );
		}
	}
}
