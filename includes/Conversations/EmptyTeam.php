<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Conversations;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Jobs\Job;
use Aaia\Chatbot\Jobs\JobHandler;
use Aaia\Chatbot\Jobs\JobQueue;

/** Job that takes the conversations out of a team without members, where nobody would see them; a part in each run. */
final class EmptyTeam implements JobHandler {

	public const NAME = 'teams.empty';

	public function __construct(
		private readonly TeamService $teams,
		private readonly JobQueue $jobs,
	) {}

	public function handle( Job $job ): void {
		$team = $job->payload['team'] ?? null;
		if ( is_int( $team ) && ! $this->teams->empty_step( $team, is_int( $job->payload['agent'] ?? null ) ? $job->payload['agent'] : null ) ) {
			$this->jobs->push( self::NAME, $job->payload );
		}
	}
}
