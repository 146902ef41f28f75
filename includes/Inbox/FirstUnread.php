<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Inbox;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Conversations\MessageRepository;
use Aaia\Chatbot\Events\EventLog;
use Aaia\Chatbot\Events\EventType;

/** The first unread message of a conversation: the first one after an agent last replied to it or read it. */
final class FirstUnread {

	/** Events looked at; the visitor's own reading is among them. */
	private const EVENTS = 50;

	/** Messages counted. */
	private const MOST = 100;

	public function __construct(
		private readonly EventLog $events,
		private readonly MessageRepository $messages,
	) {}

	/** @return ?array{from: string, count: int} The first message that is not the agent's own, and how many there are, at most MOST. */
	public function of( int $conversation_id, int $agent_id ): ?array {
		$types = [ EventType::ConversationRead, EventType::MessageReplied ];
		$after = 0;
		$time  = null;
		foreach ( $this->events->of_conversation( $conversation_id, $types, null, null, self::EVENTS ) as $event ) {
			if ( EventType::MessageReplied === $event->type ) {
				$after = max( $after, (int) $event->message_id );
			} elseif ( 'agent' === ( $event->data['by'] ?? null ) ) {
				$time = $event->at;
			}
		}
		return $this->messages->others_after( $conversation_id, $after, $time, $agent_id, self::MOST );
	}
}
