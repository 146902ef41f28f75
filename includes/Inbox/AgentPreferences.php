<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Inbox;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Inbox\Notices\QuietHours;

/**
 * How an agent likes to work, kept with their account, so that it is the same in every browser. On a network each site has its own.
 *
 * @phpstan-type Preferences array{
 *   enter_sends: bool, undo_send: bool, open_next: bool, mention_mails: bool, title_count: bool, sound: bool, notify_mention: bool,
 *   notify_assigned: bool, notify_waiting: bool, notify_woken: bool, notify_team: bool, notify_message: bool,
 * }
 */
final class AgentPreferences {

	/** User option. */
	public const OPTION = 'aaia_chatbot_preferences';

	/** User option of the quiet hours. */
	public const QUIET = 'aaia_chatbot_quiet_hours';

	/**
	 * `enter_sends`: Enter sends, else Ctrl + Enter. `undo_send`: a reply leaves after some seconds, in which it can be taken back.
	 * `open_next`: after resolving, the next conversation opens. `mention_mails`: mails when a colleague names them in a note.
	 * `title_count`: the browser tab shows how many conversations are unread. `sound`: notifications in the inbox sound. `notify_...`: what
	 * they are notified of, see Notices\NoticeKind.
	 */
	public const DEFAULTS = [
		'enter_sends'     => true,
		'undo_send'       => true,
		'open_next'       => false,
		'mention_mails'   => true,
		'title_count'     => true,
		'sound'           => false,
		'notify_mention'  => true,
		'notify_assigned' => true,
		'notify_waiting'  => true,
		'notify_woken'    => true,
		'notify_team'     => true,
		'notify_message'  => true,
	];

	/** @return Preferences */
	public function of( int $user_id ): array {
		$stored = get_user_option( self::OPTION, $user_id );
		$stored = is_array( $stored ) ? $stored : [];
		$all    = self::DEFAULTS;
		foreach ( $all as $name => $usual ) {
			$all[ $name ] = is_bool( $stored[ $name ] ?? null ) ? $stored[ $name ] : $usual;
		}
		return $all;
	}

	/** @return array<string, mixed> All of them, as JSON. */
	public function to_array( int $user_id ): array {
		return $this->of( $user_id ) + [ 'quiet_hours' => $this->quiet_hours( $user_id )?->to_array() ];
	}

	/** When the agent is not notified; null for never. */
	public function quiet_hours( int $user_id ): ?QuietHours {
		return QuietHours::read( get_user_option( self::QUIET, $user_id ) );
	}

	public function set_quiet_hours( int $user_id, ?QuietHours $hours ): void {
		if ( null === $hours ) {
			delete_user_option( $user_id, self::QUIET );
		} else {
			update_user_option( $user_id, self::QUIET, $hours->to_array() );
		}
	}

	/**
	 * @param array<string, bool> $changes Of the names in DEFAULTS; others are left out.
	 *
	 * @return Preferences
	 */
	public function change( int $user_id, array $changes ): array {
		update_user_option( $user_id, self::OPTION, array_intersect_key( $changes, self::DEFAULTS ) + $this->of( $user_id ) );
		return $this->of( $user_id );
	}
}
