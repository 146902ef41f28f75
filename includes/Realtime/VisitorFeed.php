<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Realtime;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Events\EventLog;
use Aaia\Chatbot\Storage\Database;
use Aaia\Chatbot\Support\Clock;
use Aaia\Chatbot\Support\Time;

/** What is new for a visitor, by place in the event log. */
final class VisitorFeed {

	/** Events of one page. */
	private const PAGE = 200;

	/** What visitors never hear of. */
	private const HIDDEN = [ 'message.noted', 'conversation.read', 'alert.matched' ];

	public function __construct(
		private readonly Database $database,
		private readonly EventLog $events,
		private readonly Clock $clock,
	) {}

	/** The place to begin from: now. */
	public function current_position(): int {
		return $this->events->last_id();
	}

	/**
	 * What changed since a place, which agents type now, and which answers are being written; null when the place is so old that events behind it may be gone.
	 *
	 * All of it in one read, because panels ask again and again.
	 *
	 * Answers that are being written are among the messages each time, with their conversations: no event tells of their growth.
	 * `wanted_until` is the first time at which one of them would be given up.
	 *
	 * @return ?array{place: int, conversations: list<int>, messages: list<int>, typing: list<array{conversation: int, agent: int}>, writing: bool, wanted_until: ?\DateTimeImmutable}
	 */
	public function after( int $visitor_id, int $place ): ?array {
		$found = [
			'place'         => $place,
			'conversations' => [],
			'messages'      => [],
			'typing'        => [],
			'writing'       => false,
			'wanted_until'  => null,
		];
		foreach ( $this->rows( $visitor_id, $place ) as $row ) {
			$conversation = (int) $row['conversation_id'];
			if ( 'first' === $row['type'] ) {
				if ( (int) $row['message_id'] > 0 && $place < (int) $row['message_id'] - 1 ) {
					return null;
				}
			} elseif ( 'typing' === $row['type'] ) {
				$found['typing'][] = [
					'conversation' => $conversation,
					'agent'        => (int) Presence::user_id( (string) $row['who'] ),
				];
			} elseif ( 'writing' === $row['type'] ) {
				$wanted                                  = Time::from_database( $row['who'] );
				$found['writing']                        = true;
				$found['wanted_until']                   = min( $wanted, $found['wanted_until'] ?? $wanted );
				$found['conversations'][ $conversation ] = $conversation;
				$answer                                  = (int) $row['message_id'];
				$found['messages'][ $answer ]            = $answer;
			} else {
				$found['place'] = max( $found['place'], (int) $row['id'] );
				if ( ! in_array( $row['type'], self::HIDDEN, true ) ) {
					$found['conversations'][ $conversation ] = $conversation;
					if ( null !== $row['message_id'] ) {
						$found['messages'][ (int) $row['message_id'] ] = (int) $row['message_id'];
					}
				}
			}
		}
		$found['conversations'] = array_values( $found['conversations'] );
		$found['messages']      = array_values( $found['messages'] );
		return $found;
	}

	/** @return list<array<string, ?string>> Events after the place, agents who type, answers being written, and the first event that is still kept. */
	private function rows( int $visitor_id, int $place ): array {
		return $this->database->rows(
			'SELECT e.id AS id, e.type AS type, e.conversation_id AS conversation_id, e.message_id AS message_id, NULL AS who FROM %i c INNER JOIN %i e ON e.conversation_id = c.id AND e.id > %d WHERE c.visitor_id = %d'
			. ' UNION ALL SELECT 0, %s, p.conversation_id, NULL, p.who FROM %i c INNER JOIN %i p ON p.conversation_id = c.id WHERE c.visitor_id = %d AND p.activity = %s AND p.who LIKE %s AND p.until >= %s'
			. ' UNION ALL SELECT 0, %s, t.conversation_id, t.answer_id, t.wanted_until FROM %i t WHERE t.state = %s AND t.lease_until >= %s AND t.visitor_id = %d'
			. ' UNION ALL SELECT 0, %s, NULL, MIN( id ), NULL FROM %i ORDER BY id LIMIT %d',
			$this->database->table( 'conversations' ),
			$this->database->table( 'events' ),
			$place,
			$visitor_id,
			'typing',
			$this->database->table( 'conversations' ),
			$this->database->table( 'presence' ),
			$visitor_id,
			Presence::TYPING,
			'agent:%',
			Time::to_database( $this->clock->now() ),
			'writing',
			$this->database->table( 'turns' ),
			'running',
			Time::to_database( $this->clock->now() ),
			$visitor_id,
			'first',
			$this->database->table( 'events' ),
			self::PAGE
		);
	}
}
