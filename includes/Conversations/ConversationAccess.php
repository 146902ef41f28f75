<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Conversations;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Http\Capability;

/**
 * Decides which conversations a user may see and act on.
 *
 * Every route, list, statistic, rule trial, count, search, export and mail uses it; the static check "conversation-access" reports
 * SQL that does not. A capability gives access to all conversations except those that are limited to a team or a role that the user is
 * not in, and those that the filter `aaia_chatbot_hidden_conversations` hides from the user. Limits do not hold for users who may change
 * the settings: they could join any team.
 */
final class ConversationAccess {

	/** @param bool $for_addresses See for_addresses(). */
	public function __construct(
		private readonly LimitRepository $limits,
		private readonly bool $for_addresses = false,
	) {}

	/** Access of nobody in particular, for mails to addresses in the settings: all conversations but limited ones. */
	public function for_addresses(): self {
		return new self( $this->limits, true );
	}

	/** The conversation if the user has this capability on it; otherwise null, which becomes a 404 whether it exists or not. */
	public function permitted( ?Conversation $conversation, Capability $capability = Capability::View ): ?Conversation {
		return null !== $conversation && $capability->allowed() && $this->is_shown(
			wp_get_current_user(),
			$conversation,
		) ? $conversation : null;
	}

	/** Whether another user, such as the recipient of a mail, may read the conversation. */
	public function may_read( \WP_User $user, Conversation $conversation ): bool {
		return user_can( $user, Capability::View->value ) && $this->is_shown( $user, $conversation );
	}

	/** Whether only a team or a role may see the conversation. */
	public function is_limited( Conversation $conversation ): bool {
		return null !== $this->limits->of( $conversation->id );
	}

	/**
	 * SQL condition for the visible conversations, on a column that holds a conversation's row id; `1 = 1` when none is hidden.
	 *
	 * @param literal-string $column
	 *
	 * @return literal-string
	 */
	public function condition( string $column = 'c.id' ): string {
		if ( $this->for_addresses ) {
			return $this->limits->condition( $column, null );
		}
		if ( ! Capability::View->allowed() ) {
			return '1 = 0';
		}
		$user = wp_get_current_user();
		/** @var literal-string $hidden Whole numbers and commas. */
		$hidden  = implode( ', ', self::hidden( $user->ID ) );
		$limited = self::sees_limited( $user ) ? '1 = 1' : $this->limits->condition( $column, $user );
		$shown   = '' === $hidden ? '1 = 1' : $column . ' NOT IN (' . $hidden . ')';
		return '1 = 1' === $limited ? $shown : $shown . ' AND ' . $limited;
	}

	/**
	 * Conversations that the filter hides from the current user, for figures that are sums: they take these out.
	 *
	 * @return list<int>
	 */
	public function hidden_ids(): array {
		return self::hidden( get_current_user_id() );
	}

	/** Whether limits hold for the current user. */
	public function is_limited_by_teams(): bool {
		return ! self::sees_limited( wp_get_current_user() );
	}

	private function is_shown( \WP_User $user, Conversation $conversation ): bool {
		return ! in_array( $conversation->id, self::hidden( $user->ID ), true )
			&& ( self::sees_limited( $user ) || $this->limits->admits( $user, $conversation->id ) );
	}

	private static function sees_limited( \WP_User $user ): bool {
		return user_can( $user, Capability::Manage->value );
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
