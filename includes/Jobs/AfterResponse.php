<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Jobs;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Events\Dispatcher;
use Aaia\Chatbot\Storage\Database;

/**
 * Does at once what a request left to do, after it has answered.
 *
 * With PHP-FPM the connection is closed first and this process works on, unless others do already (see WorkerSlots). Elsewhere subscribers
 * are served within a small budget, and due jobs are done by a request of the site to itself that nobody waits for.
 */
final class AfterResponse {

	private const WORK_SECONDS = 20.0;

	private const DRAIN_SECONDS = 0.5;

	/** @param \Closure(): void $knock Asks the site to work, without waiting. */
	public function __construct(
		private readonly Database $database,
		private readonly Dispatcher $dispatcher,
		private readonly JobQueue $queue,
		private readonly Worker $worker,
		private readonly \Closure $knock,
	) {}

	/** Called when WordPress shuts down. */
	public function run(): void {
		if ( ! $this->database->has_committed() ) {
			return;
		}
		try {
			if ( function_exists( 'fastcgi_finish_request' ) ) {
				fastcgi_finish_request();
				$begun = microtime( true );
				$this->worker->run_in_request( self::WORK_SECONDS );
				if ( microtime( true ) - $begun < self::WORK_SECONDS ) {
					return;
				}
				// Other requests may have left their work to this one, whose time is up: a request of the site to itself goes on.
			} else {
				$this->dispatcher->drain( self::DRAIN_SECONDS );
			}
			if ( $this->queue->is_due() ) {
				( $this->knock )();
			}
		} catch ( \Throwable $failure ) {
			do_action( 'aaia_chatbot_log', 'error', 'Work after the response failed: ' . $failure->getMessage() );
		}
	}
}
