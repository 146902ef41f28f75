<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Inbox;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Conversations\Conversation;
use Aaia\Chatbot\Conversations\ConversationAccess;
use Aaia\Chatbot\Http\Capability;

/** Agents by name: lists for menus, and display names read together. */
final class AgentNames {

	/** Agents listed at once. */
	public const LISTED = 100;

	public function __construct( private readonly ConversationAccess $access ) {}

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

	/** The display name; "Former agent" for deleted users. */
	public function name( int $user_id ): string {
		$user = get_userdata( $user_id );
		return $user instanceof \WP_User && '' !== $user->display_name ? $user->display_name : __( 'Former agent', 'aaia-chatbot' );
	}
}
