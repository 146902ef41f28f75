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

	/** Before a limit is set, outside its transaction: a rollback would leave an object cache that says otherwise than the database. */
	public function mark_used(): void {
		$this->state->set( self::USED, true );
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

	/** Null removes it. After mark_used(). */
	public function set( int $conversation_id, ?Limit $limit ): void {
		$this->database->delete( 'conversation_limits', [ 'conversation_id' => $conversation_id ] );
		if ( null === $limit ) {
			return;
		}
		$this->database->insert(
			'conversation_limits',
			[ 'conversation_id' => $conversation_id, 'team_id' => $limit->team_id, 'role' => $limit->role ],
		);
	}

	/** Whether a user is of the team or has the role that alone may see the conversation; true without a limit. */
	public function admits( \WP_User $user, int $conversation_id ): bool {
		return ! $this->is_used() || null === $this->database->value(
			'SELECT 1 FROM %i l WHERE l.conversation_id = %d AND ' . $this->excludes( $user ),
			$this->database->table( 'conversation_limits' ),
			$conversation_id,
		);
	}

	/**
	 * SQL condition for conversations whose limits admit a user; null for nobody: those without a limit.
	 *
	 * @param literal-string $column Holds a conversation's row id.
	 *
	 * @return literal-string
	 */
	public function condition( string $column, ?\WP_User $user ): string {
		/** @var literal-string $table A name of the site's own. */
		$table = $this->database->table( 'conversation_limits' );
		$which = null === $user ? '' : ' WHERE ' . $this->excludes( $user );
		return ! $this->is_used() ? '1 = 1' : $column . ' NOT IN ( SELECT l.conversation_id FROM `' . $table . '` l' . $which . ' )';
	}

	/**
	 * SQL condition for limits `l` that do not admit a user.
	 *
	 * @return literal-string
	 */
	private function excludes( \WP_User $user ): string {
		/** @var literal-string $members A name of the site's own. */
		$members = $this->database->table( 'team_members' );
		/** @var literal-string $id A whole number. */
		$id = (string) $user->ID;
		/** @var literal-string $roles Letters, digits, `_` and `-`, in quotes. */
		$roles = implode( ', ', array_map(
			static fn( string $role ): string => "'$role'",
			array_filter( $user->roles, static fn( string $role ): bool => 1 === preg_match( Limit::ROLE, $role ) ),
		) );
		return '( l.team_id IS NULL OR l.team_id NOT IN ( SELECT m.team_id FROM `' . $members . '` m WHERE m.user_id = ' . $id . ' ) )'
			. ( '' === $roles ? '' : ' AND ( l.role IS NULL OR l.role NOT IN (' . $roles . ') )' );
	}
}
