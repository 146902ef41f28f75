<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Inbox;

defined( 'ABSPATH' ) || exit;

/** Display names of agents, read together and cached by WordPress during the request. */
final class AgentNames {

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

	/** The display name; "Former agent" for deleted users. */
	public function name( int $user_id ): string {
		$user = get_userdata( $user_id );
		return $user instanceof \WP_User && '' !== $user->display_name ? $user->display_name : __( 'Former agent', 'aaia-chatbot' );
	}
}
