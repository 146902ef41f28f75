<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Jobs;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Support\Clock;

/** Scheduled job: deletes dead jobs after a month. Until then staff can retry them. */
final class PurgeDeadJobs implements JobHandler {

	public const NAME = 'jobs.forget';

	public const EVERY_SECONDS = 24 * 3600;

	/** Kept this long: Site Health, which runs weekly, has reported them several times by then. */
	private const KEPT = '-30 days';

	public function __construct(
		private readonly JobQueue $queue,
		private readonly Clock $clock,
	) {}

	public function handle( Job $job ): void {
		$this->queue->purge_dead_before( $this->clock->now()->modify( self::KEPT ) );
	}
}
