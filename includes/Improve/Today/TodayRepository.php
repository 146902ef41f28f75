<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Improve\Today;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Conversations\ConversationAccess;
use Aaia\Chatbot\Conversations\StuckReason;
use Aaia\Chatbot\Storage\Database;
use Aaia\Chatbot\Support\Clock;
use Aaia\Chatbot\Support\Time;

/**
 * SQL of the page "Today": the table `today_items`, and lists of what is open. Lists and counts read one range of an index, oldest first,
 * and no more than they show.
 */
final class TodayRepository {

	/** Counts end here. */
	public const MOST = 100;

	/** Items of a list. Those handled leave it, so that the rest follows. */
	private const LISTED = 50;

	public function __construct(
		private readonly Database $database,
		private readonly ConversationAccess $access,
		private readonly Clock $clock,
	) {}

	/**
	 * Notes that something needs a look, unless that is noted already or its conversation is gone.
	 *
	 * @param int  $message_id 0 for the whole conversation.
	 * @param int  $other_id   The earlier question, of a contradiction.
	 * @param bool $again      Open again what was handled before.
	 */
	public function add( TodayKind $kind, int $conversation_id, int $message_id, int $other_id = 0, bool $again = false ): void {
		$now   = Time::to_database( $this->clock->now() );
		$added = $this->database->execute(
			'INSERT IGNORE INTO %i (kind, conversation_id, message_id, other_id, done, noted_at)
				SELECT %s, id, %d, %d, 0, %s FROM %i WHERE id = %d',
			$this->database->table( 'today_items' ),
			$kind->value,
			$message_id,
			$other_id,
			$now,
			$this->database->table( 'conversations' ),
			$conversation_id,
		);
		if ( 0 === $added && $again ) {
			$this->database->update(
				'today_items',
				[ 'done' => 0, 'done_by' => null, 'done_at' => null, 'noted_at' => $now ],
				[ 'kind' => $kind->value, 'conversation_id' => $conversation_id, 'message_id' => $message_id, 'done' => 1 ],
			);
		}
	}

	/**
	 * Marks what is open about a message, or about a whole conversation, as done.
	 *
	 * @param list<TodayKind> $kinds
	 * @param ?int            $user_id Null when nobody did it: the visitor changed a rating.
	 */
	public function settle( array $kinds, int $conversation_id, int $message_id, ?int $user_id ): void {
		foreach ( $kinds as $kind ) {
			$this->database->update(
				'today_items',
				$this->done( $user_id ),
				[ 'kind' => $kind->value, 'conversation_id' => $conversation_id, 'message_id' => $message_id, 'done' => 0 ],
			);
		}
	}

	/** Marks an item as done or as open. */
	public function mark( int $id, bool $done, int $user_id ): void {
		$this->database->update(
			'today_items',
			$done ? $this->done( $user_id ) : [ 'done' => 0, 'done_by' => null, 'done_at' => null ],
			[ 'id' => $id, 'done' => $done ? 0 : 1 ],
		);
	}

	/** Whether the current user may see an item. */
	public function is_visible( int $id ): bool {
		return null !== $this->database->value(
			'SELECT i.id FROM %i i WHERE i.id = %d AND ' . $this->access->condition( 'i.conversation_id' ),
			$this->database->table( 'today_items' ),
			$id,
		);
	}

	/** The earlier question of a contradiction; 0 for other items. */
	public function earlier_question( int $id ): int {
		return (int) $this->database->value( 'SELECT other_id FROM %i WHERE id = %d', $this->database->table( 'today_items' ), $id );
	}

	/** How many items a user handled since a time, at most MOST. */
	public function done_by( int $user_id, \DateTimeImmutable $since ): int {
		return (int) $this->database->value(
			'SELECT COUNT(*) FROM ( SELECT 1 AS one FROM %i WHERE done_by = %d AND done_at >= %s LIMIT %d ) d',
			$this->database->table( 'today_items' ),
			$user_id,
			Time::to_database( $since ),
			self::MOST,
		);
	}

	/** Whether answers were drawn for a sample since a time, and are still there. */
	public function has_sample_since( \DateTimeImmutable $time ): bool {
		return null !== $this->database->value(
			'SELECT id FROM %i WHERE kind = %s AND noted_at >= %s LIMIT 1',
			$this->database->table( 'today_items' ),
			TodayKind::Sample->value,
			Time::to_database( $time ),
		);
	}

	/** Takes what nobody judged of earlier samples off the list. */
	public function drop_samples_before( \DateTimeImmutable $time ): void {
		$this->database->execute(
			'DELETE FROM %i WHERE kind = %s AND done = 0 AND noted_at < %s',
			$this->database->table( 'today_items' ),
			TodayKind::Sample->value,
			Time::to_database( $time ),
		);
	}

	/**
	 * How much is open that the current user may see, at most MOST of each kind.
	 *
	 * @param list<TodayKind> $kinds
	 *
	 * @return array<string, int> By kind.
	 */
	public function counts( array $kinds ): array {
		$parts  = [];
		$values = [];
		foreach ( $kinds as $kind ) {
			[ $sql, $own ] = $this->open( $kind );
			$parts[]       = 'SELECT %s AS kind, COUNT(*) AS found FROM ( ' . $sql . ' LIMIT %d ) n';
			array_push( $values, $kind->value, ...$own, ...[ self::MOST ] );
		}
		$found = [];
		foreach ( $this->database->rows( implode( ' UNION ALL ', $parts ), ...$values ) as $row ) {
			$found[ (string) $row['kind'] ] = (int) $row['found'];
		}
		return $found;
	}

	/**
	 * What is open of a kind that the current user may see, oldest first.
	 *
	 * @return list<array<string, ?string>> `id`, `conversation_id`, `conversation`, `preview`, `stuck`, `message_id`, `message`, `text`,
	 *         `at`, `other_id`, and of a rating `value` and `comment`.
	 */
	public function items( TodayKind $kind ): array {
		[ $sql, $values ] = $this->open( $kind );
		return $this->database->rows(
			'SELECT n.id, n.conversation_id, n.message_id, n.other_id, n.at, c.public_id AS conversation, c.preview, c.stuck,
				m.public_id AS message, m.text, r.value, r.comment FROM ( ' . $sql . ' LIMIT %d ) n
				JOIN %i c ON c.id = n.conversation_id LEFT JOIN %i m ON m.id = n.message_id
				LEFT JOIN %i r ON r.conversation_id = n.conversation_id AND r.message_id = n.message_id ORDER BY n.at, n.id',
			...[
				...$values,
				self::LISTED,
				$this->database->table( 'conversations' ),
				$this->database->table( 'messages' ),
				$this->database->table( 'ratings' ),
			]
		);
	}

	/**
	 * SQL of what is open of a kind, oldest first, without a limit.
	 *
	 * @return array{literal-string, list<string|int>} With the values of its placeholders.
	 */
	private function open( TodayKind $kind ): array {
		$conversations = $this->database->table( 'conversations' );
		return match ( $kind ) {
			TodayKind::Waiting => [
				'SELECT c.id, c.id AS conversation_id, 0 AS message_id, 0 AS other_id, c.waiting_since AS at FROM %i c FORCE INDEX (active_waiting)'
					. ' WHERE c.active = 1 AND c.waiting_since IS NOT NULL AND ' . $this->access->condition() . ' ORDER BY c.waiting_since, c.id',
				[ $conversations ],
			],
			TodayKind::Stuck   => $this->stuck( $conversations ),
			TodayKind::Report  => [
				'SELECT s.id, s.conversation_id, s.message_id, 0 AS other_id, s.created_at AS at FROM %i s WHERE s.settled = 0 AND '
					. $this->access->condition( 's.conversation_id' ) . ' ORDER BY s.id',
				[ $this->database->table( 'source_reports' ) ],
			],
			default            => [
				'SELECT i.id, i.conversation_id, i.message_id, i.other_id, i.noted_at AS at FROM %i i WHERE i.kind = %s AND i.done = 0 AND '
					. $this->access->condition( 'i.conversation_id' ) . ' ORDER BY i.id',
				[ $this->database->table( 'today_items' ), $kind->value ],
			],
		};
	}

	/**
	 * The index has the reason first: each reason is read on its own.
	 *
	 * @return array{literal-string, list<string|int>}
	 */
	private function stuck( string $conversations ): array {
		$parts  = [];
		$values = [];
		foreach ( StuckReason::cases() as $reason ) {
			$parts[] = 'SELECT * FROM ( SELECT c.id, c.id AS conversation_id, 0 AS message_id, 0 AS other_id, c.last_activity_at AS at FROM %i c'
				. ' FORCE INDEX (stuck_activity) WHERE c.stuck = %d AND ' . $this->access->condition()
				. ' ORDER BY c.last_activity_at, c.id LIMIT %d ) s';
			array_push( $values, $conversations, $reason->value, self::MOST );
		}
		return [ 'SELECT * FROM ( ' . implode( ' UNION ALL ', $parts ) . ' ) a ORDER BY at, id', $values ];
	}

	/** @return array<string, string|int|null> Columns of what is done now. */
	private function done( ?int $user_id ): array {
		return [ 'done' => 1, 'done_by' => $user_id, 'done_at' => Time::to_database( $this->clock->now() ) ];
	}
}
