<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Conversations;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Events\EventLog;
use Aaia\Chatbot\Events\EventType;
use Aaia\Chatbot\Jobs\JobQueue;
use Aaia\Chatbot\Storage\Database;

/** Makes, changes and deletes teams. */
final class TeamService {

	/** Teams of a site, at most. */
	public const MOST = 100;

	/** Members of a team, at most. */
	public const MEMBERS = 200;

	/** Conversations that one step takes out of a team that is deleted or has no members: unresolved ones, each with its event, and resolved ones together. */
	private const UNRESOLVED = 100;

	private const RESOLVED = 5000;

	public function __construct(
		private readonly Database $database,
		private readonly EventLog $events,
		private readonly TeamRepository $teams,
		private readonly ConversationRepository $conversations,
		private readonly AgentService $service,
		private readonly JobQueue $jobs,
	) {}

	/**
	 * @param array<int, TeamRole>                                 $members By WordPress user.
	 * @param ?array{hours: list<string>, holidays: list<string>} $office  Its own office hours and holidays; null for those of the site.
	 *
	 * @throws TeamRefused
	 */
	public function create( string $name, array $members, int $agent_id, ?array $office = null ): int {
		return $this->database->transaction(
			function () use ( $name, $members, $agent_id, $office ): int {
				$this->database->lock( 'teams' );
				$all = $this->teams->all();
				self::check_name( $name, $all );
				if ( count( $all ) >= self::MOST ) {
					throw new TeamRefused();
				}
				$id = $this->teams->add( $name );
				$this->teams->set_members( $id, $members );
				$this->teams->set_office( $id, $office );
				$this->events->append( EventType::TeamCreated, data: [ 'team' => $id, 'agent' => $agent_id ] );
				return $id;
			}
		);
	}

	/**
	 * Changes a team. Its conversations leave it when nobody is left in it.
	 *
	 * @param ?string               $name    Null: as before.
	 * @param ?array<int, TeamRole> $members By WordPress user; null: as before.
	 * @param array{hours: list<string>, holidays: list<string>}|false|null $office Null: those of the site; false: as before.
	 *
	 * @throws TeamNotFound
	 * @throws TeamRefused
	 */
	public function change( int $id, ?string $name, ?array $members, int $agent_id, array|false|null $office = false ): void {
		$this->database->transaction(
			function () use ( $id, $name, $members, $agent_id, $office ): void {
				$this->database->lock( 'teams' );
				$this->teams->lock( $id ) || throw new TeamNotFound();
				if ( null !== $name ) {
					self::check_name( $name, array_filter( $this->teams->all(), static fn( Team $other ): bool => $other->id !== $id ) );
					$this->teams->rename( $id, $name );
				}
				if ( null !== $members ) {
					$this->teams->set_members( $id, $members );
				}
				if ( false !== $office ) {
					$this->teams->set_office( $id, $office );
				}
				if ( [] === $members ) {
					$this->jobs->push( EmptyTeam::NAME, [ 'team' => $id, 'agent' => $agent_id ] );
				}
				$this->events->append( EventType::TeamChanged, data: [ 'team' => $id, 'agent' => $agent_id ] );
			}
		);
		if ( [] === $members ) {
			$this->empty_step( $id, $agent_id );
		}
	}

	/**
	 * @param array<Team> $others
	 *
	 * @throws TeamRefused
	 */
	private static function check_name( string $name, array $others ): void {
		foreach ( $others as $other ) {
			if ( mb_strtolower( $other->name ) === mb_strtolower( $name ) ) {
				throw new TeamRefused( $other->name );
			}
		}
	}

	/** Removes a user from all teams. The conversations of a team in which nobody is left leave it. */
	public function remove_user( int $user_id ): void {
		$this->database->transaction(
			function () use ( $user_id ): void {
				$this->database->lock( 'teams' );
				$teams = $this->teams->of_user( $user_id );
				foreach ( $teams as $team ) {
					$this->teams->lock( $team );
				}
				$this->teams->remove_user( $user_id );
				foreach ( $teams as $team ) {
					if ( [] === $this->teams->members( $team ) ) {
						$this->jobs->push( EmptyTeam::NAME, [ 'team' => $team ] );
					}
					$this->events->append( EventType::TeamChanged, data: [ 'team' => $team, 'removed' => $user_id ] );
				}
			}
		);
	}

	/**
	 * Begins to delete a team: it can no longer be chosen. delete_step() does the rest. Nothing happens when it was begun before.
	 *
	 * @throws TeamNotFound
	 */
	public function begin_deletion( int $id, int $agent_id ): void {
		$this->database->transaction(
			function () use ( $id, $agent_id ): void {
				if ( $this->teams->begin_deletion( $id ) ) {
					$this->events->append( EventType::TeamDeleted, data: [ 'team' => $id, 'agent' => $agent_id ] );
				} elseif ( ! $this->teams->is_being_deleted( $id ) ) {
					throw new TeamNotFound();
				}
			}
		);
	}

	/** Takes conversations out of a team that is being deleted, and deletes it when none is left. @return bool Whether it is deleted. */
	public function delete_step( int $id, int $agent_id ): bool {
		if ( ! $this->let_go( $id, $agent_id ) ) {
			return false;
		}
		$this->database->transaction( fn() => $this->teams->delete( $id ) );
		return true;
	}

	/** Takes conversations out of a team that has no members. @return bool Whether nothing is left to do. */
	public function empty_step( int $id, ?int $agent_id ): bool {
		return [] !== $this->teams->members( $id ) || $this->let_go( $id, $agent_id );
	}

	/** Takes some conversations out of a team. @return bool Whether none is left. */
	private function let_go( int $id, ?int $agent_id ): bool {
		$unresolved = $this->conversations->unresolved_of_team( $id, self::UNRESOLVED );
		foreach ( $unresolved as $conversation ) {
			try {
				$this->service->leave_team( $conversation, $id, $agent_id );
			} catch ( ConversationNotFound ) {
				continue;
			}
		}
		return self::UNRESOLVED > count( $unresolved ) && self::RESOLVED > $this->conversations->forget_team( $id, self::RESOLVED );
	}
}
