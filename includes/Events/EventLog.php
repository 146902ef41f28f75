<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Events;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Storage\Database;
use Aaia\Chatbot\Support\Clock;
use Aaia\Chatbot\Support\Time;

/**
 * The event log: all events in commit order.
 *
 * Ids come from a counter row that is incremented directly before COMMIT. Its row lock makes writers wait for each other, so that a
 * reader who has read up to id N has seen every event below N.
 */
final class EventLog {

	public const COUNTER = 'events';

	/** @var list<array{string, int, int, string, string}> Events of the transaction that is being committed. */
	private array $batch = [];

	public function __construct(
		private readonly Database $database,
		private readonly Clock $clock,
	) {}

	/**
	 * Adds an event to the open transaction.
	 *
	 * @param array<string, scalar|list<int>|null> $data No text of people, names or addresses.
	 *
	 * @throws \LogicException Outside a transaction: an event is stored only together with its change.
	 */
	public function append( EventType $type, ?int $conversation_id = null, ?int $message_id = null, array $data = [] ): void {
		if ( ! $this->database->in_transaction() ) {
			throw new \LogicException( 'An event is appended inside the transaction of its change.' );
		}
		$at = $this->clock->now();
		$this->database->before_commit(
			function () use ( $type, $conversation_id, $message_id, $data, $at ): void {
				if ( [] === $this->batch ) {
					$this->database->before_commit( $this->write_batch( ... ) );
				}
				$this->batch[] = [
					$type->value,
					$conversation_id ?? 0,
					$message_id ?? 0,
					(string) wp_json_encode( (object) $data ),
					Time::to_database( $at ),
				];
			}
		);
	}

	/**
	 * Events after a position, oldest first.
	 *
	 * @return list<Event>
	 */
	public function after( int $id, int $limit ): array {
		return $this->page( $id, $limit )['events'];
	}

	/**
	 * A page of events after a position, oldest first, without events of types that this release does not know.
	 *
	 * @return array{events: list<Event>, end: ?int, is_last: bool} `end`: id of the last event, also of an unknown type; null without
	 *         events.
	 */
	public function page( int $id, int $limit ): array {
		$rows = $this->database->rows( 'SELECT * FROM %i WHERE id > %d ORDER BY id LIMIT %d', $this->database->table( 'events' ), $id, $limit );
		return [
			'events'  => $this->events( $rows ),
			'end'     => [] === $rows ? null : (int) end( $rows )['id'],
			'is_last' => count( $rows ) < $limit,
		];
	}

	/**
	 * Events of a conversation in a time, oldest first; the newest of them when there are more.
	 *
	 * @param non-empty-list<EventType> $types
	 *
	 * @return list<Event>
	 */
	public function of_conversation(
		int $conversation_id,
		array $types,
		?\DateTimeImmutable $from,
		?\DateTimeImmutable $until,
		int $limit,
	): array {
		$rows = $this->database->rows(
			'SELECT * FROM %i WHERE conversation_id = %d AND type IN (' . implode( ', ', array_fill( 0, count( $types ), '%s' ) )
				. ') AND created_at >= %s AND created_at <= %s ORDER BY id DESC LIMIT %d',
			$this->database->table( 'events' ),
			$conversation_id,
			...array_map( static fn( EventType $type ): string => $type->value, $types ),
			...[
				null === $from ? '1000-01-01 00:00:00' : Time::to_database( $from ),
				null === $until ? '9999-12-31 00:00:00' : Time::to_database( $until ),
				$limit,
			],
		);
		return $this->events( array_reverse( $rows ) );
	}

	/**
	 * Events of one type since a time, newest first. Reads all events since then: for commands.
	 *
	 * @return list<Event>
	 */
	public function of_type( EventType $type, \DateTimeImmutable $since, int $limit ): array {
		return $this->events( $this->database->rows(
			'SELECT * FROM %i WHERE created_at >= %s AND type = %s ORDER BY id DESC LIMIT %d',
			$this->database->table( 'events' ),
			Time::to_database( $since ),
			$type->value,
			$limit,
		) );
	}

	/** Id of the newest event; 0 before the first one. */
	public function last_id(): int {
		return (int) $this->database->value( 'SELECT value FROM %i WHERE name = %s', $this->database->table( 'counters' ), self::COUNTER );
	}

	/** Id of the oldest event that is kept; 0 when there is none. A cursor before it has expired. */
	public function first_id(): int {
		return (int) $this->database->value( 'SELECT MIN(id) FROM %i', $this->database->table( 'events' ) );
	}

	/** Increments the counter by the number of events, then writes them in one statement that reads their ids from it. */
	private function write_batch(): void {
		$batch       = $this->batch;
		$this->batch = [];
		$counters    = $this->database->table( 'counters' );
		$this->database->execute( 'UPDATE %i SET value = value + %d WHERE name = %s', $counters, count( $batch ), self::COUNTER );
		$values = [];
		foreach ( $batch as $index => $event ) {
			array_push( $values, count( $batch ) - 1 - $index, ...$event, ...[ $counters, self::COUNTER ] );
		}
		$rows = implode(
			' UNION ALL ',
			array_fill( 0, count( $batch ), 'SELECT value - %d, %s, NULLIF(%d, 0), NULLIF(%d, 0), %s, %s FROM %i WHERE name = %s' ),
		);
		$this->database->execute(
			'INSERT INTO %i (id, type, conversation_id, message_id, data, created_at) ' . $rows,
			$this->database->table( 'events' ),
			...$values,
		);
	}

	/**
	 * @param list<array<string, ?string>> $rows
	 *
	 * @return list<Event>
	 */
	private function events( array $rows ): array {
		$events = [];
		foreach ( $rows as $row ) {
			$type = EventType::tryFrom( (string) $row['type'] );
			if ( null === $type ) {
				continue;
			}
			$data     = json_decode( (string) $row['data'], true );
			$events[] = new Event(
				(int) $row['id'],
				$type,
				null === $row['conversation_id'] ? null : (int) $row['conversation_id'],
				null === $row['message_id'] ? null : (int) $row['message_id'],
				is_array( $data ) ? $data : [],
				Time::required( $row['created_at'] )
			);
		}
		return $events;
	}
}
