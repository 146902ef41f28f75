<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Operations\Backup;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Jobs\Job;
use Aaia\Chatbot\Jobs\JobHandler;
use Aaia\Chatbot\Jobs\RetryLater;

/** Job: goes on with a restore, or with a trial of one, a few seconds at a time. */
final class RunRestore implements JobHandler {

	public const NAME = 'operations.restore';

	public function __construct( private readonly RestoreService $restore ) {}

	public function handle( Job $job ): void {
		if ( ! $this->restore->step( RunBackup::STEP ) ) {
			throw new RetryLater( 1 );
		}
	}
}
