<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Jobs;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Events\Dispatcher;
use Aaia\Chatbot\Storage\Database;

/**
 * Does a request's background work right after its response.
 *
 * With PHP-FPM the connection is closed first; then this process serves subscribers and does short jobs (alerts, wake-ups: see
 * Worker::run_short()), unless others do already. Elsewhere subscribers are served within a small budget. Whatever else is due is done by
 * a request of the site to itself that nobody waits for.
 */
final class AfterResponse {

	private const DRAIN_SECONDS = 0.5;

	/** @param \Closure(): void $run_jobs Sends the loopback request that does due jobs, without waiting. */
	public function __construct(
		private readonly Database $database,
		private readonly Dispatcher $dispatcher,
		private readonly JobQueue $queue,
		private readonly Worker $worker,
		private readonly \Closure $run_jobs,
	) {}

	/** Called when WordPress shuts down. */
	public function run(): void {
		if ( ! $this->database->has_committed() ) {
			return;
		}
		try {
			if ( function_exists( 'fastcgi_finish_request' ) ) {
				fastcgi_finish_request();
				$is_due = $this->worker->run_short();
			} else {
				$this->dispatcher->drain( self::DRAIN_SECONDS );
				$is_due = $this->queue->is_due();
			}
			if ( $is_due ) {
				( $this->run_jobs )();
			}
		} catch ( \Throwable $failure ) {
			do_action( 'aaia_chatbot_log', 'error', 'Work after the response failed: ' . $failure->getMessage() );
		}
	}
}
