<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Inbox;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Events\EventLog;
use Aaia\Chatbot\Events\EventType;
use Aaia\Chatbot\Storage\Database;
use Aaia\Chatbot\Storage\DatabaseFailure;
use Aaia\Chatbot\Storage\SiteState;
use Aaia\Chatbot\Support\Clock;
use Aaia\Chatbot\Support\Time;

/** SQL of the table `inbox_views`. A change of a shared view appends its event, so that colleagues see it. */
final class ViewRepository {

	/** Views of one user, and of the team. */
	public const MOST = 50;

	/** Views of the team that one user can make who does not manage the settings. */
	public const SHARED_EACH = 10;

	public function __construct(
		private readonly Database $database,
		private readonly Clock $clock,
		private readonly EventLog $events,
		private readonly SiteState $state,
	) {}

	/** @return list<View> Those of the user, then those of the team, each in their order. */
	public function visible_to( int $user_id ): array {
		return [ ...$this->views( $user_id, false ), ...$this->views( $user_id, true ) ];
	}

	/** The view, if the user sees it. */
	public function by_id( int $id, int $user_id ): ?View {
		$row  = $this->database->row( 'SELECT * FROM %i WHERE id = %d', $this->database->table( 'inbox_views' ), $id );
		$view = null === $row ? null : View::from_row( $row );
		return null === $view || ! $view->shared && $view->user_id !== $user_id ? null : $view;
	}

	/** How many views of the team a user made. */
	public function shared_by( int $user_id ): int {
		return count( array_filter( $this->views( 0, true ), static fn( View $view ): bool => $view->user_id === $user_id ) );
	}

	/**
	 * Adds a view at the end of the user's, or of the team's.
	 *
	 * @param array<array-key, mixed> $filter
	 *
	 * @return ?View Null when there are MOST of them.
	 */
	public function add( int $user_id, bool $shared, string $name, array $filter ): ?View {
		return $this->database->transaction(
			function () use ( $user_id, $shared, $name, $filter ): ?View {
				$before = count( $this->views( $user_id, $shared ) );
				if ( $before >= self::MOST ) {
					return null;
				}
				$id = $this->database->insert( 'inbox_views', [
					'user_id'    => $user_id,
					'shared'     => $shared ? 1 : 0,
					'name'       => $name,
					'filter'     => (string) wp_json_encode( (object) $filter ),
					'position'   => $before,
					'created_at' => Time::to_database( $this->clock->now() ),
				] );
				$this->note( $shared, $id, $user_id );
				return new View( $id, $user_id, $shared, $name, $filter );
			}
		);
	}

	/**
	 * Changes a view; null leaves a property as it is.
	 *
	 * @param ?array<array-key, mixed> $filter
	 * @param ?int                     $position Its place among the user's or the team's, from 0.
	 */
	public function change( View $view, ?string $name, ?array $filter, ?int $position, int $agent_id ): void {
		$this->database->transaction(
			function () use ( $view, $name, $filter, $position, $agent_id ): void {
				$changes = ( null === $name ? [] : [ 'name' => $name ] )
					+ ( null === $filter ? [] : [ 'filter' => (string) wp_json_encode( (object) $filter ) ] );
				if ( [] !== $changes ) {
					$this->database->update( 'inbox_views', $changes, [ 'id' => $view->id ] );
				}
				if ( null !== $position ) {
					$ids = array_map( static fn( View $one ): int => $one->id, $this->views( $view->user_id, $view->shared ) );
					$ids = array_values( array_diff( $ids, [ $view->id ] ) );
					array_splice( $ids, $position, 0, [ $view->id ] );
					foreach ( $ids as $place => $id ) {
						$this->database->update( 'inbox_views', [ 'position' => $place ], [ 'id' => $id ] );
					}
				}
				$this->note( $view->shared, $view->id, $agent_id );
			}
		);
	}

	public function delete( View $view, int $agent_id ): void {
		$this->database->transaction(
			function () use ( $view, $agent_id ): void {
				$this->database->delete( 'inbox_views', [ 'id' => $view->id ] );
				$this->note( $view->shared, $view->id, $agent_id );
			}
		);
	}

	/** Hook: `deleted_user`, `remove_user_from_blog`. The user's own views go; those of the team stay. */
	public function forget_user( mixed $user_id ): void {
		if ( ! is_numeric( $user_id ) || ! $this->state->is_served() ) {
			return;
		}
		try {
			$this->database->delete( 'inbox_views', [ 'user_id' => (int) $user_id, 'shared' => 0 ] );
		} catch ( DatabaseFailure $failure ) {
			do_action( 'aaia_chatbot_log', 'error', 'Views of a removed user: ' . $failure->getMessage() );
		}
	}

	/** @return list<View> */
	private function views( int $user_id, bool $shared ): array {
		$whose = $shared ? 'shared = 1 AND user_id > %d' : 'shared = 0 AND user_id = %d';
		return array_map(
			View::from_row( ... ),
			$this->database->rows(
				'SELECT * FROM %i WHERE ' . $whose . ' ORDER BY position, id LIMIT %d',
				$this->database->table( 'inbox_views' ),
				$shared ? 0 : $user_id,
				self::MOST
			)
		);
	}

	private function note( bool $shared, int $id, int $agent_id ): void {
		if ( $shared ) {
			$this->events->append( EventType::ViewChanged, data: [ 'view' => $id, 'agent' => $agent_id ] );
		}
	}
}
