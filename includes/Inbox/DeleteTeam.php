<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Inbox;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Conversations\TeamNotFound;
use Aaia\Chatbot\Conversations\TeamService;
use Aaia\Chatbot\Jobs\Job;
use Aaia\Chatbot\Jobs\JobHandler;
use Aaia\Chatbot\Jobs\JobQueue;
use Aaia\Chatbot\Storage\Database;

/** Job that takes the conversations of a deleted team out of it, a part in each run. */
final class DeleteTeam implements JobHandler {

	public const NAME = 'inbox.delete_team';

	public function __construct(
		private readonly Database $database,
		private readonly TeamService $teams,
		private readonly JobQueue $jobs,
	) {}

	/**
	 * Begins the deletion, or goes on with one that was begun, and does the first part at once. The job is queued before, so that the rest
	 * is done even if this request dies.
	 *
	 * @throws TeamNotFound
	 */
	public function begin( int $team_id, int $agent_id ): void {
		$this->database->transaction( function () use ( $team_id, $agent_id ): void {
			$this->teams->begin_deletion( $team_id, $agent_id );
			$this->jobs->push( self::NAME, [ 'team' => $team_id, 'agent' => $agent_id ] );
		} );
		$this->teams->delete_step( $team_id, $agent_id );
	}

	public function handle( Job $job ): void {
		$team  = $job->payload['team'] ?? null;
		$agent = $job->payload['agent'] ?? null;
		if ( is_int( $team ) && is_int( $agent ) && ! $this->teams->delete_step( $team, $agent ) ) {
			$this->jobs->push( self::NAME, $job->payload );
		}
	}
}
