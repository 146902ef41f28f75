<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Jobs;

defined( 'ABSPATH' ) || exit;

/** Work that is done later, in the background. */
final class JobsModule {

	public const MIGRATIONS = [ CreateJobTable::class, KeepRetryKeys::class ];

	public const JOBS = [ ForgetDeadJobs::NAME => ForgetDeadJobs::class ];

	public const SCHEDULES = [ ForgetDeadJobs::NAME => ForgetDeadJobs::EVERY_SECONDS ];
}
