<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Jobs;

defined( 'ABSPATH' ) || exit;

/** A job taken from the queue. */
final class Job {

	/**
	 * @param int                  $id
	 * @param string               $handler Name of its handler.
	 * @param array<string, mixed> $payload Its input; JSON values.
	 * @param int                  $attempt 1 for the first time.
	 */
	public function __construct(
		public readonly int $id,
		public readonly string $handler,
		public readonly array $payload,
		public readonly int $attempt,
	) {}
}
