<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Inbox;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Conversations\AssignmentConflict;
use Aaia\Chatbot\Conversations\Conversation;
use Aaia\Chatbot\Conversations\ConversationAccess;
use Aaia\Chatbot\Conversations\TeamRepository;
use Aaia\Chatbot\Http\Capability;
use Aaia\Chatbot\Http\Input;
use Aaia\Chatbot\Http\RouteResult;

/** Agents by name: lists for menus, display names read together, and the words for assignments that crossed. */
final class AgentNames {

	/** Agents listed at once. */
	public const LISTED = 100;

	public function __construct(
		private readonly TeamRepository $teams,
		private readonly ConversationAccess $access,
	) {}

	/**
	 * Loads the users that are not cached yet, in one query.
	 *
	 * @param list<?int> $user_ids
	 */
	public function fetch( array $user_ids ): void {
		$ids = array_values( array_unique( array_filter( $user_ids ) ) );
		if ( [] !== $ids ) {
			cache_users( $ids );
		}
	}

	/**
	 * Those who may reply, by name.
	 *
	 * @param string $search Part of a name; empty for all.
	 *
	 * @return list<array{id: int, name: string}>
	 */
	public function all( string $search, int $limit ): array {
		return array_map( $this->named( ... ), self::users( Capability::Reply, $search, $limit ) );
	}

	/**
	 * Those who may read a conversation, by name, without the current user.
	 *
	 * @param string $search Part of a name; empty for all.
	 *
	 * @return list<array{id: int, name: string}> At most LISTED.
	 */
	public function readers( Conversation $conversation, string $search ): array {
		$readers = array_filter(
			self::users( Capability::View, $search, self::LISTED, [ get_current_user_id() ] ),
			fn( \WP_User $user ): bool => $this->access->may_read( $user, $conversation ),
		);
		return array_values( array_map( $this->named( ... ), $readers ) );
	}

	/**
	 * Users with a capability, by name.
	 *
	 * @param list<int> $without
	 *
	 * @return list<\WP_User>
	 */
	private static function users( Capability $capability, string $search, int $limit, array $without = [] ): array {
		$users = get_users( [
			'capability__in' => [ $capability->value, 'manage_options' ],
			'exclude'        => $without,
			'number'         => $limit,
			'orderby'        => 'display_name',
			'search'         => '' === $search ? '' : '*' . $search . '*',
			// Logins are found only by those who see them anyway: others could spell them out.
			'search_columns' => current_user_can( 'list_users' ) ? [ 'display_name', 'user_login' ] : [ 'display_name' ],
		] );
		return array_values( array_filter( $users, static fn( mixed $user ): bool => $user instanceof \WP_User ) );
	}

	/** @return array{id: int, name: string} */
	private function named( \WP_User $user ): array {
		return [ 'id' => $user->ID, 'name' => $this->name( $user->ID ) ];
	}

	/** Whom, or which team, a request says the conversation was assigned to when the agent looked; false when it does not say. */
	public static function seen( Input $input, string $key = 'assignee_seen' ): int|false|null {
		return $input->has( $key ) ? ( $input->int( $key ) ?: null ) : false;
	}

	/** The answer when somebody else has assigned the conversation meanwhile: says to whom. */
	public function conflict( AssignmentConflict $conflict ): RouteResult {
		$team     = null === $conflict->team ? null : $this->teams->by_id( $conflict->team );
		$sentence = match ( true ) {
			null !== $conflict->assignee =>
				/* translators: %s: name of an agent. */
				sprintf( __( '%s has just taken this conversation.', 'aaia-chatbot' ), $this->name( $conflict->assignee ) ),
			null !== $team               => sprintf(
				/* translators: %s: name of a team. */
				__( 'A colleague has just assigned this conversation to the team “%s”. Look again before you go on.', 'aaia-chatbot' ),
				$team->name,
			),
			default                      =>
				__( 'A colleague has just assigned this conversation to nobody. Look again before you go on.', 'aaia-chatbot' ),
		};
		return RouteResult::problem( 409, 'aaia_assigned_meanwhile', $sentence );
	}

	/** The display name; "Former agent" for deleted users. */
	public function name( int $user_id ): string {
		$user = get_userdata( $user_id );
		return $user instanceof \WP_User && '' !== $user->display_name ? $user->display_name : __( 'Former agent', 'aaia-chatbot' );
	}
}
