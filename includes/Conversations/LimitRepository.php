<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Conversations;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Storage\Database;
use Aaia\Chatbot\Storage\SiteState;

/** SQL of the table `conversation_limits`. Where no conversation was ever limited, nothing is asked of the database. */
final class LimitRepository {

	/** In the state of the site: whether a conversation was ever limited. */
	private const USED = 'limits';

	public function __construct(
		private readonly Database $database,
		private readonly SiteState $state,
	) {}

	public function is_used(): bool {
		return true === $this->state->get( self::USED );
	}

	public function of( int $conversation_id ): ?Limit {
		return $this->several( [ $conversation_id ] )[ $conversation_id ] ?? null;
	}

	/**
	 * @param list<int> $conversation_ids
	 *
	 * @return array<int, Limit> By conversation; those without a limit are left out.
	 */
	public function several( array $conversation_ids ): array {
		if ( [] === $conversation_ids || ! $this->is_used() ) {
			return [];
		}
		$rows   = $this->database->rows(
			'SELECT conversation_id, team_id, role FROM %i WHERE conversation_id IN ('
				. implode( ', ', array_fill( 0, count( $conversation_ids ), '%d' ) ) . ')',
			$this->database->table( 'conversation_limits' ),
			...$conversation_ids,
		);
		$limits = [];
		foreach ( $rows as $row ) {
			$limits[ (int) $row['conversation_id'] ] = new Limit( null === $row['team_id'] ? null : (int) $row['team_id'], $row['role'] );
		}
		return $limits;
	}

	/** Null removes it. */
	public function set( int $conversation_id, ?Limit $limit ): void {
		$this->database->delete( 'conversation_limits', [ 'conversation_id' => $conversation_id ] );
		if ( null === $limit ) {
			return;
		}
		if ( ! $this->is_used() ) {
			$this->state->set( self::USED, true );
		}
		$this->database->insert(
			'conversation_limits',
			[ 'conversation_id' => $conversation_id, 'team_id' => $limit->team_id, 'role' => $limit->role ],
		);
	}

	/**
	 * SQL condition for conversations that are not limited, or to one of these teams or roles.
	 *
	 * @param literal-string $column Holds a conversation's row id.
	 * @param list<int>      $teams
	 * @param list<string>   $roles
	 *
	 * @return literal-string
	 */
	public function condition( string $column, array $teams, array $roles ): string {
		if ( ! $this->is_used() ) {
			return '1 = 1';
		}
		/** @var literal-string $table A name of the site's own. */
		$table = $this->database->table( 'conversation_limits' );
		/** @var literal-string $of_teams Whole numbers and commas. */
		$of_teams = implode( ', ', $teams );
		/** @var literal-string $of_roles Letters, digits, `_` and `-`, in quotes. */
		$of_roles = implode( ', ', array_map(
			static fn( string $role ): string => "'$role'",
			array_filter( $roles, static fn( string $role ): bool => 1 === preg_match( Limit::ROLE, $role ) ),
		) );
		return $column . ' NOT IN ( SELECT conversation_id FROM `' . $table . '` WHERE ( team_id IS NULL'
			. ( '' === $of_teams ? ' OR 1 = 1' : ' OR team_id NOT IN (' . $of_teams . ')' ) . ' ) AND ( role IS NULL'
			. ( '' === $of_roles ? ' OR 1 = 1' : ' OR role NOT IN (' . $of_roles . ')' ) . ' ) )';
	}
}
