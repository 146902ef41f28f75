<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Inbox\Notices;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Conversations\Conversation;
use Aaia\Chatbot\Conversations\MentionRepository;
use Aaia\Chatbot\Conversations\TeamRepository;
use Aaia\Chatbot\Events\Event;
use Aaia\Chatbot\Events\EventType;
use Aaia\Chatbot\Inbox\AgentPreferences;

/** Notifications of one agent in an open inbox (sound, desktop), from events and the agent's preferences. */
final class OwnNotices {

	public function __construct(
		private readonly TeamRepository $teams,
		private readonly MentionRepository $mentions,
		private readonly AgentPreferences $preferences,
	) {}

	/**
	 * One notice for a conversation, the most urgent. Needs two queries at most.
	 *
	 * @param list<Event>        $events
	 * @param list<Conversation> $conversations Those that the agent may see, as they are now.
	 *
	 * @return list<array{conversation: string, kind: string}> Public ids.
	 */
	public function of( array $events, array $conversations, int $user_id ): array {
		$by_id   = array_column( $conversations, null, 'id' );
		$events  = array_values( array_filter(
			$events,
			static fn( Event $event ): bool => in_array( $event->type, NoticeKind::TYPES, true ) && isset( $by_id[ $event->conversation_id ] ),
		) );
		$wanted  = $this->preferences->of( $user_id );
		$in_team = array_filter( $events, static fn( Event $event ): bool => null !== $by_id[ (int) $event->conversation_id ]->team_id );
		$teams   = [] === $in_team ? [] : $this->teams->of_user( $user_id );
		$named   = $this->mentions->of_messages( self::notes( $events ) );
		$kinds   = [];
		foreach ( $events as $event ) {
			$conversation = $by_id[ (int) $event->conversation_id ];
			$is_named     = in_array( $user_id, $named[ $event->message_id ?? 0 ] ?? [], true );
			$kind         = NoticeKind::for_agent( $event, $conversation, $user_id, $teams, $is_named );
			if ( null !== $kind && $wanted[ $kind->preference() ] ) {
				$kinds[ $conversation->public_id ][ $kind->value ] = $kind;
			}
		}
		$notices = [];
		foreach ( $kinds as $conversation => $found ) {
			foreach ( NoticeKind::cases() as $kind ) {
				if ( isset( $found[ $kind->value ] ) ) {
					$notices[] = [ 'conversation' => (string) $conversation, 'kind' => $kind->value ];
					break;
				}
			}
		}
		return $notices;
	}

	/**
	 * Notes that name somebody.
	 *
	 * @param list<Event> $events
	 *
	 * @return list<int>
	 */
	private static function notes( array $events ): array {
		$notes = array_filter(
			$events,
			static fn( Event $event ): bool => EventType::MessageNoted === $event->type && 0 < (int) ( $event->data['mentions'] ?? 0 ),
		);
		return array_values( array_filter( array_map( static fn( Event $event ): ?int => $event->message_id, $notes ) ) );
	}
}
