<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Operations\Backup;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Jobs\Job;
use Aaia\Chatbot\Jobs\JobHandler;
use Aaia\Chatbot\Jobs\RetryLater;

/** Job: goes on with the backup that is being made, a few seconds at a time. */
final class RunBackup implements JobHandler {

	public const NAME = 'operations.backup';

	/** Seconds of one step; a large backup takes one step a minute. */
	public const STEP = 20.0;

	public function __construct(
		private readonly BackupRepository $backups,
		private readonly BackupService $service,
	) {}

	public function handle( Job $job ): void {
		$backup = $this->backups->unfinished();
		if ( null !== $backup && ! $this->service->step( $backup['id'], self::STEP ) ) {
			throw new RetryLater( 1 );
		}
	}
}
