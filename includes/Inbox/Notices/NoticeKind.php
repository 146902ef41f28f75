<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Inbox\Notices;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Conversations\Conversation;
use Aaia\Chatbot\Conversations\Handler;
use Aaia\Chatbot\Conversations\Status;
use Aaia\Chatbot\Events\Event;
use Aaia\Chatbot\Events\EventType;

/** What an agent is notified of, the most urgent first; in the inbox by sound and desktop notification, elsewhere by Web Push. */
enum NoticeKind: string {

	/** A colleague names the agent in a private note. */
	case Mention = 'mention';
	/** Somebody else assigns a conversation to the agent. */
	case Assigned = 'assigned';
	/** A visitor waits for a person, in nobody's conversation, one of the agent's teams or their own. */
	case Waiting = 'waiting';
	/** A snoozed conversation of the agent, or of a team of theirs and of nobody, comes back at its time. */
	case Woken = 'woken';
	/** Somebody else assigns a conversation to a team of the agent. */
	case Team = 'team';
	/** A visitor writes in a conversation of the agent. */
	case Message = 'message';

	/** Events that can be a reason. */
	public const TYPES = [
		EventType::MessageNoted,
		EventType::ConversationAssigned,
		EventType::StatusChanged,
		EventType::MessageReceived,
	];

	/** Name of the agent's choice, in AgentPreferences. */
	public function preference(): string {
		return 'notify_' . $this->value;
	}

	/**
	 * What an event is for an agent; null for nothing, and for what they did themselves.
	 *
	 * @param list<int> $teams    The agent's.
	 * @param bool      $is_named Whether the note of the event names the agent.
	 */
	public static function for_agent( Event $event, Conversation $now, int $user_id, array $teams, bool $is_named ): ?self {
		if ( $user_id === ( $event->data['agent'] ?? null ) ) {
			return null;
		}
		$has_team = null !== $now->team_id && in_array( $now->team_id, $teams, true );
		$is_own   = null === $now->assignee_id ? $has_team : $user_id === $now->assignee_id;
		$is_free  = null === $now->assignee_id && null === $now->team_id;
		return match ( $event->type ) {
			EventType::MessageNoted         => $is_named ? self::Mention : null,
			EventType::ConversationAssigned => match ( true ) {
				$user_id === $now->assignee_id && $user_id === ( $event->data['to'] ?? null )        => self::Assigned,
				$is_own && $has_team && $now->team_id === ( $event->data['to_team'] ?? null ) => self::Team,
				default                                                                       => null,
			},
			EventType::StatusChanged        => match ( true ) {
				Status::Pending->value === ( $event->data['to'] ?? null ) && Status::Pending === $now->status && ( $is_own || $is_free )
					=> self::Waiting,
				$is_own && [ Status::Snoozed->value, 'system' ] === [ $event->data['from'] ?? null, $event->data['by'] ?? null ] => self::Woken,
				default => null,
			},
			EventType::MessageReceived      => $is_own && ( Handler::Human === $now->handler || Status::Pending === $now->status )
				? self::Message : null,
			default                         => null,
		};
	}
}
