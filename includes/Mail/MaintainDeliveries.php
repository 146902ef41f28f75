<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Mail;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Alerts\AlertRepository;
use Aaia\Chatbot\Conversations\AddressCheckRepository;
use Aaia\Chatbot\Conversations\SupportRequestRepository;
use Aaia\Chatbot\Jobs\Job;
use Aaia\Chatbot\Jobs\JobHandler;
use Aaia\Chatbot\Settings\Settings;
use Aaia\Chatbot\Support\Clock;

/** Scheduled job: gives deliveries whose job was lost a new one, erases visitors' sealed addresses after 48 hours, and what the log keeps too long. */
final class MaintainDeliveries implements JobHandler {

	public const NAME = 'alerts.tidy';

	/** Pause between two runs. */
	public const EVERY_SECONDS = 300;

	/** Later than this after its time, a delivery's job was lost. */
	private const OVERDUE = '-10 minutes';

	/** A visitor's address is kept at most this long. */
	private const ADDRESS_HOURS = 48;

	public function __construct(
		private readonly DeliveryRepository $deliveries,
		private readonly DeliveryService $service,
		private readonly SupportRequestRepository $requests,
		private readonly AlertRepository $alerts,
		private readonly AddressCheckRepository $checks,
		private readonly Settings $settings,
		private readonly Clock $clock,
	) {}

	public function handle( Job $job ): void {
		$now = $this->clock->now();
		foreach ( $this->deliveries->overdue( $now->modify( self::OVERDUE ), 200 ) as $delivery ) {
			$this->service->enqueue( $delivery->id );
		}
		$this->requests->forget_ips_before( $now->modify( '-' . self::ADDRESS_HOURS . ' hours' ) );
		$kept_since = $now->modify( '-' . $this->settings->int( 'alert_log_days' ) . ' days' );
		$this->deliveries->forget_before( $kept_since );
		$this->alerts->forget_before( $kept_since );
		$this->checks->forget_before( $kept_since );
	}
}
