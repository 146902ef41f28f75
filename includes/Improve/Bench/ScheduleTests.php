<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Improve\Bench;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Jobs\Job;
use Aaia\Chatbot\Jobs\JobHandler;
use Aaia\Chatbot\Jobs\RetryLater;
use Aaia\Chatbot\Settings\Settings;
use Aaia\Chatbot\Support\Clock;

/** Scheduled job: begins the daily or weekly run when it is due. */
final class ScheduleTests implements JobHandler {

	public const NAME = 'improve.tests_schedule';

	public const EVERY_SECONDS = HOUR_IN_SECONDS;

	/** Seconds to wait for another run to end. */
	private const WAIT = 600;

	public function __construct(
		private readonly Settings $settings,
		private readonly Clock $clock,
		private readonly TestRunRepository $runs,
		private readonly AutomaticRuns $automatic,
	) {}

	public function handle( Job $job ): void {
		$pause = match ( $this->settings->text( BenchSettings::SCHEDULE ) ) {
			'daily'  => '-1 day +5 minutes',
			'weekly' => '-7 days +5 minutes',
			default  => null,
		};
		$last = null === $pause ? null : $this->runs->newest_of( TestRun::BY_SCHEDULE );
		if ( null === $pause || null !== $last && $last > $this->clock->now()->modify( $pause ) ) {
			return;
		}
		try {
			$this->automatic->begin( TestRun::BY_SCHEDULE );
		} catch ( RunRefused $refused ) {
			if ( RunRefused::RUNNING === $refused->reason ) {
				throw new RetryLater( self::WAIT );
			}
		}
	}
}
