<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Conversations;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Storage\Database;
use Aaia\Chatbot\Support\Clock;
use Aaia\Chatbot\Support\Time;

/**
 * SQL of the tables `teams` and `team_members`.
 *
 * A team that is being deleted (`deleted_at`) keeps its members until its last conversation is out of it, so that none is lost from view.
 */
final class TeamRepository {

	public function __construct(
		private readonly Database $database,
		private readonly Clock $clock,
	) {}

	/** @return list<Team> By name. */
	public function all(): array {
		return $this->teams( $this->database->rows(
			'SELECT t.id, t.name, t.hours, t.holidays, m.user_id, m.role FROM %i t LEFT JOIN %i m ON m.team_id = t.id WHERE t.deleted_at IS NULL',
			$this->database->table( 'teams' ),
			$this->database->table( 'team_members' ),
		) );
	}

	public function by_id( int $id ): ?Team {
		return $this->teams( $this->database->rows(
			'SELECT t.id, t.name, t.hours, t.holidays, m.user_id, m.role FROM %i t LEFT JOIN %i m ON m.team_id = t.id WHERE t.id = %d AND t.deleted_at IS NULL',
			$this->database->table( 'teams' ),
			$this->database->table( 'team_members' ),
			$id,
		) )[0] ?? null;
	}

	/** Locks the team until the transaction ends, so that it is not deleted meanwhile. @return bool Whether it exists. */
	public function lock( int $id ): bool {
		return null !== $this->database->value(
			'SELECT id FROM %i WHERE id = %d AND deleted_at IS NULL FOR UPDATE',
			$this->database->table( 'teams' ),
			$id,
		);
	}

	/**
	 * Names of teams, and whether a user is a member; without those that are being deleted. In one query.
	 *
	 * @param list<int> $ids
	 *
	 * @return array<int, array{id: int, name: string, mine: bool}> By id.
	 */
	public function names( array $ids, int $user_id ): array {
		if ( [] === $ids ) {
			return [];
		}
		$rows  = $this->database->rows(
			'SELECT t.id, t.name, m.user_id FROM %i t LEFT JOIN %i m ON m.team_id = t.id AND m.user_id = %d WHERE t.deleted_at IS NULL'
				. ' AND t.id IN (' . implode( ', ', array_fill( 0, count( $ids ), '%d' ) ) . ')',
			$this->database->table( 'teams' ),
			$this->database->table( 'team_members' ),
			$user_id,
			...$ids,
		);
		$names = [];
		foreach ( $rows as $row ) {
			$names[ (int) $row['id'] ] = [ 'id' => (int) $row['id'], 'name' => (string) $row['name'], 'mine' => null !== $row['user_id'] ];
		}
		return $names;
	}

	/**
	 * The teams of a user.
	 *
	 * @return list<int>
	 */
	public function of_user( int $user_id ): array {
		return array_map(
			static fn( array $row ): int => (int) $row['team_id'],
			$this->database->rows(
				'SELECT team_id FROM %i WHERE user_id = %d ORDER BY team_id',
				$this->database->table( 'team_members' ),
				$user_id,
			),
		);
	}

	/**
	 * The members of a team.
	 *
	 * @return list<int> WordPress users.
	 */
	public function members( int $team_id ): array {
		return array_map(
			static fn( array $row ): int => (int) $row['user_id'],
			$this->database->rows( 'SELECT user_id FROM %i WHERE team_id = %d', $this->database->table( 'team_members' ), $team_id ),
		);
	}

	/**
	 * Those who are in any team, by id.
	 *
	 * @return list<int> WordPress users.
	 */
	public function users( int $after, int $limit ): array {
		$rows = $this->database->rows(
			'SELECT DISTINCT user_id FROM %i WHERE user_id > %d ORDER BY user_id LIMIT %d',
			$this->database->table( 'team_members' ),
			$after,
			$limit,
		);
		return array_map( static fn( array $row ): int => (int) $row['user_id'], $rows );
	}

	/** @return int The new team's id. */
	public function add( string $name ): int {
		return $this->database->insert( 'teams', [ 'name' => $name, 'created_at' => Time::to_database( $this->clock->now() ) ] );
	}

	public function rename( int $id, string $name ): void {
		$this->database->update( 'teams', [ 'name' => $name ], [ 'id' => $id ] );
	}

	/**
	 * The own office hours and holidays of a team; null when it has those of the site.
	 *
	 * @return ?array{hours: list<string>, holidays: list<string>}
	 */
	public function office_of( int $id ): ?array {
		$row = $this->database->row( 'SELECT hours, holidays FROM %i WHERE id = %d', $this->database->table( 'teams' ), $id );
		return null === $row ? null : self::office( $row );
	}

	/** @param ?array{hours: list<string>, holidays: list<string>} $office Null: those of the site. */
	public function set_office( int $id, ?array $office ): void {
		$this->database->update(
			'teams',
			[
				'hours'    => null === $office ? null : (string) wp_json_encode( $office['hours'] ),
				'holidays' => null === $office ? null : (string) wp_json_encode( $office['holidays'] ),
			],
			[ 'id' => $id ],
		);
	}

	/**
	 * @param array<string, ?string> $row
	 *
	 * @return ?array{hours: list<string>, holidays: list<string>}
	 */
	private static function office( array $row ): ?array {
		$lines = static fn( ?string $json ): array => array_values(
			array_filter( (array) json_decode( (string) $json, true ), is_string( ... ) ),
		);
		return null === $row['hours'] ? null : [ 'hours' => $lines( $row['hours'] ), 'holidays' => $lines( $row['holidays'] ) ];
	}

	/** @param array<int, TeamRole> $members By WordPress user; they replace those before. */
	public function set_members( int $id, array $members ): void {
		$this->database->delete( 'team_members', [ 'team_id' => $id ] );
		foreach ( $members as $user_id => $role ) {
			$this->database->insert( 'team_members', [ 'team_id' => $id, 'user_id' => $user_id, 'role' => $role->value ] );
		}
	}

	public function remove_user( int $user_id ): void {
		$this->database->delete( 'team_members', [ 'user_id' => $user_id ] );
	}

	/** Takes the team out of all lists and menus. @return bool Whether it was in them. */
	public function begin_deletion( int $id ): bool {
		return 1 === $this->database->execute(
			'UPDATE %i SET deleted_at = %s WHERE id = %d AND deleted_at IS NULL',
			$this->database->table( 'teams' ),
			Time::to_database( $this->clock->now() ),
			$id,
		);
	}

	public function is_being_deleted( int $id ): bool {
		return null !== $this->database->value(
			'SELECT id FROM %i WHERE id = %d AND deleted_at IS NOT NULL',
			$this->database->table( 'teams' ),
			$id,
		);
	}

	public function delete( int $id ): void {
		$this->database->delete( 'team_members', [ 'team_id' => $id ] );
		$this->database->delete( 'teams', [ 'id' => $id ] );
	}

	/**
	 * @param list<array<string, ?string>> $rows A row for each member; without a user for a team that has none.
	 *
	 * @return list<Team>
	 */
	private function teams( array $rows ): array {
		$names   = [];
		$members = [];
		$offices = [];
		foreach ( $rows as $row ) {
			$id             = (int) $row['id'];
			$names[ $id ]   = (string) $row['name'];
			$offices[ $id ] = self::office( $row );
			$members[ $id ] ??= [];
			if ( null !== $row['user_id'] ) {
				$members[ $id ][ (int) $row['user_id'] ] = TeamRole::tryFrom( (string) $row['role'] ) ?? TeamRole::Member;
			}
		}
		$order = array_flip( array_column( TeamRole::cases(), 'value' ) );
		$teams = [];
		foreach ( $names as $id => $name ) {
			uasort( $members[ $id ], static fn( TeamRole $a, TeamRole $b ): int => $order[ $a->value ] <=> $order[ $b->value ] );
			$teams[] = new Team( $id, $name, $members[ $id ], $offices[ $id ] );
		}
		usort( $teams, static fn( Team $a, Team $b ): int => strcasecmp( remove_accents( $a->name ), remove_accents( $b->name ) ) );
		return $teams;
	}
}
