<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Conversations;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Http\Capability;

/**
 * Decides which conversations a user may see and act on.
 *
 * Every route, list, statistic, rule trial, count, search, export and mail uses it; the static check "conversation-access" reports
 * SQL that does not. A capability gives access to all conversations except those that the filter
 * `aaia_chatbot_hidden_conversations` hides from the user.
 */
final class ConversationAccess {

	private function __construct( private readonly bool $is_owner ) {}

	/** Access of the user who is signed in. */
	public static function for_current_user(): self {
		return new self( false );
	}

	/** Access without limits: for mails to addresses in the settings and for WP-CLI, where nobody is signed in. */
	public static function unrestricted(): self {
		return new self( true );
	}

	/** The conversation if the user has this capability on it; otherwise null, which becomes a 404 whether it exists or not. */
	public function permitted( ?Conversation $conversation, Capability $capability = Capability::View ): ?Conversation {
		if ( null === $conversation || $this->is_owner ) {
			return $conversation;
		}
		return $capability->allowed() && ! in_array( $conversation->id, self::hidden( get_current_user_id() ), true ) ? $conversation : null;
	}

	/** Whether another user, such as the recipient of a mail, may read the conversation. */
	public static function may_read( \WP_User $user, Conversation $conversation ): bool {
		return user_can( $user, Capability::View->value ) && ! in_array( $conversation->id, self::hidden( $user->ID ), true );
	}

	/**
	 * SQL condition for the visible conversations, on a column that holds a conversation's row id.
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
		 * Conversations to hide from a user whose capabilities would show them.
		 *
		 * @param list<int> $ids     Row ids of conversations.
		 * @param int       $user_id
		 */
		$ids = apply_filters( 'aaia_chatbot_hidden_conversations', [], $user_id );
		return is_array( $ids ) ? array_values( array_unique( array_map( 'intval', array_filter( $ids, 'is_numeric' ) ) ) ) : [];
	}
}
