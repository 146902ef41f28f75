<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Operations;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Jobs\Job;
use Aaia\Chatbot\Jobs\JobHandler;
use Aaia\Chatbot\Settings\Settings;
use Aaia\Chatbot\Support\Clock;

/** Job: deletes entries of the log that are older than the owner keeps them. */
final class PurgeLog implements JobHandler {

	public const NAME = 'operations.purge_log';

	public const EVERY_SECONDS = 86_400;

	public function __construct(
		private readonly RecentProblems $log,
		private readonly Settings $settings,
		private readonly Clock $clock,
	) {}

	public function handle( Job $job ): void {
		$this->log->purge_before( $this->clock->now()->modify( '-' . $this->settings->int( 'log_days' ) . ' days' ) );
	}
}
