<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Realtime;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Events\EventLog;
use Aaia\Chatbot\Storage\Database;
use Aaia\Chatbot\Support\Clock;
use Aaia\Chatbot\Support\Time;

/** Changes for a visitor since a position in the event log. */
final class VisitorFeed {

	/** Events of one page. */
	private const PAGE = 200;

	/** A conversation that concerns a person is watched closely for this time after its last activity. Minutes. */
	private const CLOSE_MINUTES = 10;

	/** Event types that visitors do not get. */
	private const HIDDEN = [ 'message.noted', 'conversation.read', 'page.changed', 'alert.matched' ];

	public function __construct(
		private readonly Database $database,
		private readonly EventLog $events,
		private readonly Clock $clock,
	) {}

	/** The position of the newest event. */
	public function current_position(): int {
		return $this->events->last_id();
	}

	/**
	 * Changes since a position, agents who are typing, and answers being written; null when the position is so old that events after it may
	 * have been deleted. Reads everything in one query, because panels poll.
	 *
	 * Answers being written are included each time, with their conversations, because their growth causes no event. `wanted_until` is the
	 * earliest time at which one of them is given up unless somebody still waits for it. `close`: a person's words may come at any moment,
	 * because one was asked for or answers and something happened in the last minutes, or because staff view the conversation now.
	 *
	 * @param ?int $conversation_id The only conversation of the visitor to look at; null for all.
	 *
	 * @return ?array{
	 *     position: int, conversations: list<int>, messages: list<int>,
	 *     typing: list<array{conversation: int, agent: int}>, writing: bool, wanted_until: ?\DateTimeImmutable,
	 *     close: bool,
	 * }
	 */
	public function after( int $visitor_id, int $position, ?int $conversation_id = null ): ?array {
		$found = [
			'position'      => $position,
			'conversations' => [],
			'messages'      => [],
			'typing'        => [],
			'writing'       => false,
			'wanted_until'  => null,
			'close'         => false,
		];
		foreach ( $this->rows( $visitor_id, $position, $conversation_id ) as $row ) {
			$conversation = (int) $row['conversation_id'];
			if ( 'first' === $row['type'] ) {
				if ( (int) $row['message_id'] > 0 && $position < (int) $row['message_id'] - 1 ) {
					return null;
				}
			} elseif ( in_array( $row['type'], [ 'close', Presence::VIEWING ], true ) ) {
				$found['close'] = true;
			} elseif ( Presence::TYPING === $row['type'] ) {
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
				$found['position'] = max( $found['position'], (int) $row['id'] );
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

	/**
	 * @return list<array<string, ?string>> Events after the position, what agents do, answers being written, conversations to watch closely,
	 *                                      and the oldest event that is kept.
	 */
	private function rows( int $visitor_id, int $position, ?int $conversation_id ): array {
		$now  = $this->clock->now();
		$mine = null === $conversation_id ? 'c.visitor_id = %d' : 'c.id = %d';
		$turn = null === $conversation_id ? 't.visitor_id = %d' : 't.conversation_id = %d';
		$whom = $conversation_id ?? $visitor_id;
		return $this->database->rows(
			'SELECT e.id AS id, e.type AS type, e.conversation_id AS conversation_id, e.message_id AS message_id, NULL AS who FROM %i c INNER
				JOIN %i e ON e.conversation_id = c.id AND e.id > %d WHERE ' . $mine
			. ' UNION ALL SELECT 0, p.activity, p.conversation_id, NULL, p.who FROM %i c INNER JOIN %i p ON p.conversation_id = c.id
				WHERE ' . $mine . ' AND p.who LIKE %s AND p.until >= %s'
			. ' UNION ALL SELECT 0, %s, t.conversation_id, t.answer_id, t.wanted_until FROM %i t
				WHERE t.state = %s AND t.lease_until >= %s AND ' . $turn
			. ' UNION ALL SELECT 0, %s, c.id, NULL, NULL FROM %i c
				WHERE ' . $mine . ' AND ( c.handler = %s OR c.person_requested IS NOT NULL ) AND c.last_activity_at > %s'
			. ' UNION ALL SELECT 0, %s, NULL, MIN( id ), NULL FROM %i ORDER BY id LIMIT %d',
			$this->database->table( 'conversations' ),
			$this->database->table( 'events' ),
			$position,
			$whom,
			$this->database->table( 'conversations' ),
			$this->database->table( 'presence' ),
			$whom,
			'agent:%',
			Time::to_database( $now ),
			'writing',
			$this->database->table( 'turns' ),
			'running',
			Time::to_database( $now ),
			$whom,
			'close',
			$this->database->table( 'conversations' ),
			$whom,
			'human',
			Time::to_database( $now->modify( sprintf( '-%d minutes', self::CLOSE_MINUTES ) ) ),
			'first',
			$this->database->table( 'events' ),
			self::PAGE
		);
	}
}
