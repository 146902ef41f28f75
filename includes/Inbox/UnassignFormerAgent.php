<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Inbox;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Conversations\AgentRepository;
use Aaia\Chatbot\Conversations\AgentService;
use Aaia\Chatbot\Conversations\ConversationRepository;
use Aaia\Chatbot\Conversations\TeamRepository;
use Aaia\Chatbot\Conversations\TeamService;
use Aaia\Chatbot\Events\Event;
use Aaia\Chatbot\Events\EventType;
use Aaia\Chatbot\Events\Subscriber;
use Aaia\Chatbot\Http\Capability;
use Aaia\Chatbot\Jobs\Job;
use Aaia\Chatbot\Jobs\JobHandler;
use Aaia\Chatbot\Jobs\JobQueue;
use Aaia\Chatbot\Storage\DatabaseFailure;
use Aaia\Chatbot\Storage\SiteState;

/**
 * Job that takes a removed user, or one whose role may no longer answer, out of the teams and gives back their conversations: what is not
 * resolved is assigned to nobody, or waits in its team, so that somebody sees it.
 */
final class UnassignFormerAgent implements JobHandler, Subscriber {

	public const NAME = 'inbox.unassign';

	public const TYPES = [ EventType::RoleChanged ];

	/** Conversations, or users of a role, of one run; a further job goes on. */
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

	public function name(): string {
		return self::NAME;
	}

	public function on( Event $event ): void {
		$role = $event->data['role'] ?? null;
		if ( EventType::RoleChanged === $event->type && is_string( $role ) ) {
			$this->jobs->push( self::NAME, [ 'role' => $role, 'after' => 0 ] );
		}
	}

	public function handle( Job $job ): void {
		[ 'user' => $user, 'role' => $role, 'after' => $after ] = $job->payload + [ 'user' => null, 'role' => null, 'after' => null ];
		if ( is_string( $role ) && is_int( $after ) ) {
			$this->look_through( $role, $after );
		} elseif ( is_int( $user ) && ( null === $role || ! user_can( $user, Capability::Reply->value ) ) ) {
			$this->give_back( $user, $job );
		}
	}

	/** Plans it for those of a role who have something and may no longer answer. */
	private function look_through( string $role, int $after ): void {
		$users = [ ...$this->conversations->assignees( $after, self::MOST ), ...$this->teams->users( $after, self::MOST ) ];
		sort( $users );
		$users = array_slice( array_values( array_unique( $users ) ), 0, self::MOST );
		cache_users( $users );
		foreach ( $users as $id ) {
			$user = get_userdata( $id );
			if ( $user instanceof \WP_User && in_array( $role, $user->roles, true ) && ! user_can( $user, Capability::Reply->value ) ) {
				$this->jobs->push( self::NAME, [ 'user' => $id, 'role' => $role ] );
			}
		}
		if ( self::MOST === count( $users ) ) {
			$this->jobs->push( self::NAME, [ 'role' => $role, 'after' => $users[ self::MOST - 1 ] ] );
		}
	}

	private function give_back( int $user, Job $job ): void {
		$this->team_service->remove_user( $user );
		$ids = $this->conversations->unresolved_of( $user, self::MOST );
		foreach ( $ids as $id ) {
			$this->service->assign( $id, null, null, $user );
		}
		if ( self::MOST === count( $ids ) ) {
			$this->jobs->push( self::NAME, $job->payload );
		}
	}
}
