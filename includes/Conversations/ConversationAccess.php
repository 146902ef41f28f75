<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Conversations;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Http\Capability;

/**
 * Which conversations a member of staff may see and act on. Asked by every route, list, figure, trial, count, search, export and
 * mail; the static check "conversation-access" refuses SQL that does not ask.
 *
 * A capability opens all of them, but those that the filter `aaia_chatbot_hidden_conversations` keeps from a user.
 */
final class ConversationAccess {

	private function __construct( private readonly bool $is_owner ) {}

	/** Of whoever is signed in. */
	public static function of_the_user(): self {
		return new self( false );
	}

	/** Of what the owner sends to addresses named in the settings, and of WP-CLI: nobody is signed in there. */
	public static function of_the_owner(): self {
		return new self( true );
	}

	/** The conversation, if the current user may do this with it; null answers 404, whether it exists or not. */
	public function permitted( ?Conversation $conversation, Capability $capability = Capability::View ): ?Conversation {
		if ( null === $conversation || $this->is_owner ) {
			return $conversation;
		}
		return $capability->allowed() && ! in_array( $conversation->id, self::hidden( get_current_user_id() ), true ) ? $conversation : null;
	}

	/** Whether somebody else may read the conversation: the recipient of a mail. */
	public static function may_read( \WP_User $user, Conversation $conversation ): bool {
		return user_can( $user, Capability::View->value ) && ! in_array( $conversation->id, self::hidden( $user->ID ), true );
	}

	/**
	 * The rows that may be seen, as a condition on a column that holds a conversation's row.
	 *
	 * @param literal-string $column
	 *
	 * @return literal-string
	 */
	public function condition( string $column = 'c.id' ): string {
		if ( $this->is_owner ) {
			return '1 = 1';
		}
		if ( ! Capability::View->allowed() ) {
			return '1 = 0';
		}
		/** @var literal-string $hidden Whole numbers and commas. */
		$hidden = implode( ', ', self::hidden( get_current_user_id() ) );
		return '' === $hidden ? '1 = 1' : $column . ' NOT IN (' . $hidden . ')';
	}

	/** @return list<int> */
	private static function hidden( int $user_id ): array {
		/**
		 * Conversations that a user may not see although their capabilities would let them.
		 *
		 * @param list<int> $ids     Rows of conversations.
		 * @param int       $user_id
		 */
		$ids = apply_filters( 'aaia_chatbot_hidden_conversations', [], $user_id );
		return is_array( $ids ) ? array_values( array_unique( array_map( 'intval', array_filter( $ids, 'is_numeric' ) ) ) ) : [];
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
