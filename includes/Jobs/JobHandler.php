<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Jobs;

defined( 'ABSPATH' ) || exit;

/** Runs one kind of job. Handlers are idempotent: a job runs again when its worker died before it was marked as done. */
interface JobHandler {

	/**
	 * @throws RetryLater To run again after a pause that it names; does not count as a failure.
	 * @throws \Throwable The job is retried with growing pauses, then kept as dead, for staff to see.
	 */
	public function handle( Job $job ): void;
}
