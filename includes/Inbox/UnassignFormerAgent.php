<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Inbox;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Conversations\AgentRepository;
use Aaia\Chatbot\Conversations\AgentService;
use Aaia\Chatbot\Conversations\ConversationRepository;
use Aaia\Chatbot\Conversations\TeamRepository;
use Aaia\Chatbot\Conversations\TeamService;
use Aaia\Chatbot\Jobs\Job;
use Aaia\Chatbot\Jobs\JobHandler;
use Aaia\Chatbot\Jobs\JobQueue;
use Aaia\Chatbot\Storage\DatabaseFailure;
use Aaia\Chatbot\Storage\SiteState;

/**
 * Job that takes a removed user out of the teams and gives back their conversations: what is not resolved is assigned to nobody, or waits
 * in its team, so that somebody sees it.
 */
final class UnassignFormerAgent implements JobHandler {

	public const NAME = 'inbox.unassign';

	/** Conversations of one run; a further job goes on. */
	private const MOST = 200;

	public function __construct(
		private readonly ConversationRepository $conversations,
		private readonly AgentService $service,
		private readonly TeamRepository $teams,
		private readonly TeamService $team_service,
		private readonly AgentRepository $agents,
		private readonly JobQueue $jobs,
		private readonly SiteState $state,
	) {}

	/** Hook: `deleted_user`, `remove_user_from_blog`. A fault of our tables does not hold up the removal. */
	public function plan( mixed $user_id ): void {
		if ( ! is_numeric( $user_id ) || ! $this->state->is_served() ) {
			return;
		}
		try {
			$user = (int) $user_id;
			$this->agents->forget( $user );
			if ( [] !== $this->conversations->unresolved_of( $user, 1 ) || [] !== $this->teams->of_user( $user ) ) {
				$this->jobs->push( self::NAME, [ 'user' => $user ] );
			}
		} catch ( DatabaseFailure $failure ) {
			do_action( 'aaia_chatbot_log', 'error', 'Conversations of a removed user: ' . $failure->getMessage() );
		}
	}

	public function handle( Job $job ): void {
		$user = $job->payload['user'] ?? null;
		if ( ! is_int( $user ) ) {
			return;
		}
		$this->team_service->remove_user( $user );
		$ids = $this->conversations->unresolved_of( $user, self::MOST );
		foreach ( $ids as $id ) {
			$this->service->assign( $id, null, null, $user );
		}
		if ( self::MOST === count( $ids ) ) {
			$this->jobs->push( self::NAME, [ 'user' => $user ] );
		}
	}
}
