<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Inbox;

defined( 'ABSPATH' ) || exit;

/** Display names of agents, fetched together and kept for the request by WordPress's own cache. */
final class AgentNames {

	/**
	 * Reads the users that are not known yet, in one query.
	 *
	 * @param list<?int> $user_ids
	 */
	public function fetch( array $user_ids ): void {
		$ids = array_values( array_unique( array_filter( $user_ids ) ) );
		if ( [] !== $ids ) {
			cache_users( $ids );
		}
	}

	/** The name; a general word for users that are gone. */
	public function name( int $user_id ): string {
		$user = get_userdata( $user_id );
		return $user instanceof \WP_User && '' !== $user->display_name ? $user->display_name : __( 'Former agent', 'aaia-chatbot' );
	}
}
