<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Http;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Jobs\Job;
use Aaia\Chatbot\Jobs\JobHandler;

/** Scheduled job: deletes sessions that are too old to be renewed, and mailed links that have expired. */
final class PurgeSessions implements JobHandler {

	public const NAME = 'sessions.purge';

	public const EVERY_SECONDS = DAY_IN_SECONDS;

	public function __construct(
		private readonly VisitorRepository $visitors,
		private readonly InvitationRepository $invitations,
	) {}

	public function handle( Job $job ): void {
		$this->visitors->purge_sessions();
		$this->invitations->purge();
	}
}
