<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Realtime;

use Aaia\Chatbot\Events\EventLog;
use Aaia\Chatbot\Storage\Database;

/** What is new for a visitor, by place in the event log. */
final class VisitorFeed {

	/** Events of one page. */
	private const PAGE = 200;

	/** What visitors never hear of. */
	private const HIDDEN = [ 'message.noted', 'conversation.read', 'alert.matched' ];

	public function __construct(
		private readonly Database $database,
		private readonly EventLog $events,
	) {}

	/** Whether a place is so old that events behind it may be gone. */
	public function has_expired( int $place ): bool {
		$first = $this->events->first_id();
		return $first > 0 && $place < $first - 1;
	}

	/** The place to begin from: now. */
	public function place_now(): int {
		return $this->events->last_id();
	}

	/**
	 * Conversations and messages that changed. One indexed read when nothing did.
	 *
	 * @return array{place: int, conversations: list<int>, messages: list<int>}
	 */
	public function after( int $visitor_id, int $place ): array {
		$rows          = $this->database->rows(
			'SELECT e.id, e.type, e.conversation_id, e.message_id FROM %i c INNER JOIN %i e ON e.conversation_id = c.id AND e.id > %d WHERE c.visitor_id = %d ORDER BY e.id LIMIT %d',
			$this->database->table( 'conversations' ),
			$this->database->table( 'events' ),
			$place,
			$visitor_id,
			self::PAGE
		);
		$conversations = [];
		$messages      = [];
		foreach ( $rows as $row ) {
			$place = max( $place, (int) $row['id'] );
			if ( in_array( $row['type'], self::HIDDEN, true ) ) {
				continue;
			}
			$conversations[ (int) $row['conversation_id'] ] = true;
			if ( null !== $row['message_id'] ) {
				$messages[ (int) $row['message_id'] ] = true;
			}
		}
		return [
			'place'         => $place,
			'conversations' => array_keys( $conversations ),
			'messages'      => array_keys( $messages ),
		];
	}
}
