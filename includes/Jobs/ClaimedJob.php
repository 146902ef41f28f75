<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Jobs;

defined( 'ABSPATH' ) || exit;

/** A job together with the proof that this worker holds it. */
final class ClaimedJob {

	public function __construct(
		public readonly Job $job,
		public readonly string $token,
	) {}
}
