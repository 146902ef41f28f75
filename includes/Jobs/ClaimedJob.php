<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Jobs;

defined( 'ABSPATH' ) || exit;

/** A job together with the proof that this worker holds it. */
final class ClaimedJob {

	/** @param ?string $key Under which the job waited, and waits again if it is to be tried again. */
	public function __construct(
		public readonly Job $job,
		public readonly string $token,
		public readonly ?string $key = null,
	) {}
}
