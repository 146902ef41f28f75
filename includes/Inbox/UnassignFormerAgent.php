<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Inbox;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Conversations\AgentService;
use Aaia\Chatbot\Conversations\ConversationRepository;
use Aaia\Chatbot\Jobs\Job;
use Aaia\Chatbot\Jobs\JobHandler;
use Aaia\Chatbot\Jobs\JobQueue;
use Aaia\Chatbot\Storage\DatabaseFailure;
use Aaia\Chatbot\Storage\SiteState;

/** Job that gives back the conversations of a user who was removed: what is not resolved is assigned to nobody, so that somebody sees it. */
final class UnassignFormerAgent implements JobHandler {

	public const NAME = 'inbox.unassign';

	/** Conversations of one run; a further job goes on. */
	private const MOST = 200;

	public function __construct(
		private readonly ConversationRepository $conversations,
		private readonly AgentService $service,
		private readonly JobQueue $jobs,
		private readonly SiteState $state,
	) {}

	/** Hook: `deleted_user`, `remove_user_from_blog`. A fault of our tables does not hold up the removal. */
	public function plan( mixed $user_id ): void {
		if ( ! is_numeric( $user_id ) || ! $this->state->is_served() ) {
			return;
		}
		try {
			if ( [] !== $this->conversations->unresolved_of( (int) $user_id, 1 ) ) {
				$this->jobs->push( self::NAME, [ 'user' => (int) $user_id ] );
			}
		} catch ( DatabaseFailure $failure ) {
			do_action( 'aaia_chatbot_log', 'error', 'Conversations of a removed user: ' . $failure->getMessage() );
		}
	}

	public function handle( Job $job ): void {
		$user = $job->payload['user'] ?? null;
		$ids  = is_int( $user ) ? $this->conversations->unresolved_of( $user, self::MOST ) : [];
		foreach ( $ids as $id ) {
			$this->service->assign( $id, null, null, $user );
		}
		if ( self::MOST === count( $ids ) ) {
			$this->jobs->push( self::NAME, [ 'user' => $user ] );
		}
	}
}
