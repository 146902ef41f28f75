<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Mail;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Conversations\AddressCheckRepository;
use Aaia\Chatbot\Jobs\Job;
use Aaia\Chatbot\Jobs\JobHandler;
use Aaia\Chatbot\Settings\Settings;
use Aaia\Chatbot\Support\Clock;

/** Scheduled job: gives a new job to deliveries that lost theirs, and deletes what is older than the log may be. */
final class MaintainDeliveries implements JobHandler {

	public const NAME = 'alerts.tidy';

	/** Seconds between two runs. */
	public const EVERY_SECONDS = 300;

	/** A delivery that is overdue for longer has lost its job. */
	private const OVERDUE = '-10 minutes';

	public function __construct(
		private readonly DeliveryRepository $deliveries,
		private readonly DeliveryService $service,
		private readonly DeliveryOwners $owners,
		private readonly AddressCheckRepository $checks,
		private readonly Settings $settings,
		private readonly Clock $clock,
	) {}

	public function handle( Job $job ): void {
		$now = $this->clock->now();
		foreach ( $this->deliveries->overdue( $now->modify( self::OVERDUE ), 200 ) as $delivery ) {
			$this->service->enqueue( $delivery->id );
		}
		$kept_since = $now->modify( '-' . $this->settings->int( 'alert_log_days' ) . ' days' );
		$this->deliveries->forget_before( $kept_since );
		$this->checks->forget_before( $kept_since );
		foreach ( $this->owners->all() as $owner ) {
			$owner->delete_expired( $kept_since );
		}
	}
}
