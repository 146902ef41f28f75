<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Jobs;

defined( 'ABSPATH' ) || exit;

/** A job and the lease token of the worker that claimed it. */
final class ClaimedJob {

	/** @param ?string $key Unique key of the job, which it gets back when it is queued again. */
	public function __construct(
		public readonly Job $job,
		public readonly string $token,
		public readonly ?string $key = null,
	) {}
}
