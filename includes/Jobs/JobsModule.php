<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Jobs;

defined( 'ABSPATH' ) || exit;

/** Background jobs. */
final class JobsModule {

	public const MIGRATIONS = [ CreateJobTable::class, AddRetryKeys::class ];

	public const JOBS = [ PurgeDeadJobs::NAME => PurgeDeadJobs::class ];

	public const SCHEDULES = [ PurgeDeadJobs::NAME => PurgeDeadJobs::EVERY_SECONDS ];
}
