<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Mail;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Jobs\Job;
use Aaia\Chatbot\Jobs\JobHandler;
use Aaia\Chatbot\Jobs\JobQueue;

/**
 * Job: tells the owner of each part of a bundle that the bundle was sent or given up.
 *
 * A bundle may have thousands of parts, so the job works in steps, with one transaction a part. It is idempotent.
 */
final class SettleBundle implements JobHandler {

	public const NAME = 'alerts.settle';

	/** Parts in one step. */
	private const STEP = 200;

	public function __construct(
		private readonly DeliveryRepository $deliveries,
		private readonly DeliveryService $service,
		private readonly JobQueue $jobs,
	) {}

	public function handle( Job $job ): void {
		$bundle  = is_int( $job->payload['bundle'] ?? null ) ? $job->payload['bundle'] : 0;
		$after   = is_int( $job->payload['after'] ?? null ) ? $job->payload['after'] : 0;
		$members = $this->deliveries->bundled( $bundle, self::STEP, $after );
		foreach ( $members as $member ) {
			$this->service->settle_member( $member );
		}
		$last = end( $members );
		if ( false !== $last && self::STEP === count( $members ) ) {
			$this->jobs->push( self::NAME, [ 'bundle' => $bundle, 'after' => $last->id ], null, "settle $bundle $last->id" );
		}
	}
}
