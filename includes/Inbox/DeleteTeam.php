<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Inbox;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Conversations\TeamService;
use Aaia\Chatbot\Jobs\Job;
use Aaia\Chatbot\Jobs\JobHandler;
use Aaia\Chatbot\Jobs\JobQueue;

/** Job that takes the conversations of a deleted team out of it, a part in each run. */
final class DeleteTeam implements JobHandler {

	public const NAME = 'inbox.delete_team';

	public function __construct(
		private readonly TeamService $teams,
		private readonly JobQueue $jobs,
	) {}

	/** Does the first part at once, and queues the rest. */
	public function begin( int $team_id, int $agent_id ): void {
		if ( ! $this->teams->delete_step( $team_id, $agent_id ) ) {
			$this->jobs->push( self::NAME, [ 'team' => $team_id, 'agent' => $agent_id ] );
		}
	}

	public function handle( Job $job ): void {
		$team  = $job->payload['team'] ?? null;
		$agent = $job->payload['agent'] ?? null;
		if ( is_int( $team ) && is_int( $agent ) ) {
			$this->begin( $team, $agent );
		}
	}
}
