<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Jobs;

defined( 'ABSPATH' ) || exit;

/** A job that comes again and again. */
final class Schedule {

	/**
	 * @param string $handler Name of the job's handler.
	 * @param int    $seconds Pause between two runs.
	 */
	public function __construct(
		public readonly string $handler,
		public readonly int $seconds,
	) {}
}
