<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Jobs;

defined( 'ABSPATH' ) || exit;

/** A job that comes again and again. */
final class Schedule {

	/**
	 * The job comes only while the query of `$while`, if there is one, finds a row: one that comes every minute costs an idle site nothing.
	 *
	 * @param string                                                      $handler Name of the job's handler.
	 * @param int                                                         $seconds Pause between two runs.
	 * @param ?\Closure(): array{literal-string, list<string|int|float>} $while   Query that is read through an index, and its values.
	 */
	public function __construct(
		public readonly string $handler,
		public readonly int $seconds,
		public readonly ?\Closure $while = null,
	) {}
}
