<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Jobs;

defined( 'ABSPATH' ) || exit;

/** A job that runs at intervals. */
final class Schedule {

	/**
	 * With `$while` the job is queued only while its query finds a row, so that a schedule of every minute costs an idle site nothing.
	 *
	 * @param string                                                      $handler Name of the job's handler.
	 * @param int                                                         $seconds Pause between two runs.
	 * @param ?\Closure(): array{literal-string, list<string|int|float>} $while   Query that uses an index, and the values of its
	 *         placeholders.
	 */
	public function __construct(
		public readonly string $handler,
		public readonly int $seconds,
		public readonly ?\Closure $while = null,
	) {}
}
