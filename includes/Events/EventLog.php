<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Events;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Storage\Database;
use Aaia\Chatbot\Support\Clock;
use Aaia\Chatbot\Support\Time;

/**
 * The list of everything that happened, in commit order.
 *
 * Ids come from a one-row counter that is taken as the last act before COMMIT: its row lock makes writers queue, so that
 * whoever reads up to id N has seen everything below N.
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
	 * Records an event with the transaction that is open.
	 *
	 * @param array<string, scalar|null> $data No words, names or addresses.
	 *
	 * @throws \LogicException Outside a transaction: an event never stands without its change.
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
				$this->batch[] = [ $type->value, $conversation_id ?? 0, $message_id ?? 0, (string) wp_json_encode( (object) $data ), Time::to_database( $at ) ];
			}
		);
	}

	/**
	 * Events after a place, oldest first.
	 *
	 * @return list<Event>
	 */
	public function after( int $id, int $limit ): array {
		return $this->page( $id, $limit )['events'];
	}

	/**
	 * A page of events after a place, oldest first, without those of kinds that this release does not know.
	 *
	 * @return array{events: list<Event>, end: ?int, is_last: bool} With the place at its end, events of unknown kinds included; null when no event is there.
	 */
	public function page( int $id, int $limit ): array {
		$rows = $this->database->rows( 'SELECT * FROM %i WHERE id > %d ORDER BY id LIMIT %d', $this->database->table( 'events' ), $id, $limit );
		return [
			'events'  => $this->events( $rows ),
			'end'     => [] === $rows ? null : (int) end( $rows )['id'],
			'is_last' => count( $rows ) < $limit,
		];
	}

	/** The newest place; 0 before the first event. */
	public function last_id(): int {
		return (int) $this->database->value( 'SELECT value FROM %i WHERE name = %s', $this->database->table( 'counters' ), self::COUNTER );
	}

	/** The oldest event still kept; 0 when there is none. A cursor before it has expired. */
	public function first_id(): int {
		return (int) $this->database->value( 'SELECT MIN(id) FROM %i', $this->database->table( 'events' ) );
	}

	/** Takes as many ids as the transaction has events, and writes them in one statement that reads the counter it holds. */
	private function write_batch(): void {
		$batch       = $this->batch;
		$this->batch = [];
		$counters    = $this->database->table( 'counters' );
		$this->database->execute( 'UPDATE %i SET value = value + %d WHERE name = %s', $counters, count( $batch ), self::COUNTER );
		$values = [];
		foreach ( $batch as $index => $event ) {
			array_push( $values, count( $batch ) - 1 - $index, ...$event, ...[ $counters, self::COUNTER ] );
		}
		$rows = implode( ' UNION ALL ', array_fill( 0, count( $batch ), 'SELECT value - %d, %s, NULLIF(%d, 0), NULLIF(%d, 0), %s, %s FROM %i WHERE name = %s' ) );
		$this->database->execute( 'INSERT INTO %i (id, type, conversation_id, message_id, data, created_at) ' . $rows, $this->database->table( 'events' ), ...$values );
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
