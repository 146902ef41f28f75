<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Jobs;

defined( 'ABSPATH' ) || exit;

/** Does one kind of job. A job can run twice (its worker was killed after the work): handlers are idempotent. */
interface JobHandler {

	/**
	 * @throws RetryLater To be called again after a time of its choice; does not count as a failure.
	 * @throws \Throwable Tried again with growing pauses, then kept as dead for staff to see.
	 */
	public function handle( Job $job ): void;
}
