<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Conversations\Attachments;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Jobs\Job;
use Aaia\Chatbot\Jobs\JobHandler;
use Aaia\Chatbot\Support\Clock;

/** Scheduled job: deletes files that were uploaded a day ago and never sent, and erased files whose deletion failed. */
final class PurgeAttachments implements JobHandler {

	public const NAME = 'attachments.purge';

	public const EVERY_SECONDS = HOUR_IN_SECONDS;

	/** Unsent files of one run; the next run goes on. */
	private const MOST = 1000;

	public function __construct(
		private readonly AttachmentRepository $attachments,
		private readonly AttachmentService $service,
		private readonly Clock $clock,
	) {}

	public function handle( Job $job ): void {
		$this->attachments->mark_unsent_before( $this->clock->now()->modify( '-1 day' ), self::MOST );
		$this->service->delete_erased();
	}
}
