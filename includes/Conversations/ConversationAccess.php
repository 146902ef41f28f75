<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Conversations;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Http\Capability;

/** Which conversations a member of staff may see and act on. Asked by every route, list, count, search, export and mail. */
final class ConversationAccess {

	/** The conversation, if the current user may do this with it; null answers 404, whether it exists or not. */
	public function permitted( ?Conversation $conversation, Capability $capability = Capability::View ): ?Conversation {
		return null !== $conversation && $capability->allowed() ? $conversation : null;
	}

	/**
	 * The rows the current user may see, as a condition on the conversations table under the alias `c`.
	 *
	 * @return literal-string
	 */
	public function condition(): string {
		return Capability::View->allowed() ? '1 = 1' : '1 = 0';
	}

	/**
	 * Everybody who may answer conversations, by display name.
	 *
	 * @return list<\WP_User>
	 */
	public function agents(): array {
		/** @var list<\WP_User> $users */
		$users = get_users(
			[
				'capability__in' => [ 'manage_options', Capability::Reply->value ],
				'orderby'        => 'display_name',
				'number'         => 200,
			]
		);
		if ( is_multisite() ) {
			$known = array_map( static fn( \WP_User $user ): string => $user->user_login, $users );
			foreach ( array_diff( get_super_admins(), $known ) as $login ) {
				$user = get_user_by( 'login', $login );
				if ( $user instanceof \WP_User ) {
					$users[] = $user;
				}
			}
		}
		return $users;
	}
}
