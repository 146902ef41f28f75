<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Inbox\Bulk;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Storage\Database;
use Aaia\Chatbot\Support\Clock;
use Aaia\Chatbot\Support\Time;

/**
 * SQL of the tables `bulk_runs` and `bulk_items`.
 *
 * @phpstan-type Item array{was: array<string, mixed>, became: array<string, mixed>, done_at: ?\DateTimeImmutable}
 */
final class BulkRunRepository {

	public const WAITING = 'waiting';

	public const DONE = 'done';

	public const SKIPPED = 'skipped';

	public const FAILED = 'failed';

	/** Rows of one INSERT. */
	private const ROWS = 500;

	public function __construct(
		private readonly Database $database,
		private readonly Clock $clock,
	) {}

	/**
	 * Adds a run; null when its public id is taken, or the run that it undoes is being undone.
	 *
	 * @param array<string, mixed>  $params
	 * @param ?array<string, mixed> $filter
	 */
	public function add(
		string $public_id,
		int $user_id,
		BulkAction $action,
		array $params,
		?array $filter,
		int $before,
		?int $undo_of = null
	): ?BulkRun {
		$data = [
			'public_id'  => $public_id,
			'user_id'    => $user_id,
			'action'     => $action->value,
			'params'     => (string) wp_json_encode( (object) $params ),
			'filter'     => null === $filter ? null : (string) wp_json_encode( (object) $filter ),
			'before_id'  => $before,
			'state'      => null === $filter ? BulkRun::RUNNING : BulkRun::COLLECTING,
			'undo_of'    => $undo_of,
			'created_at' => Time::to_database( $this->clock->now() ),
		];
		$id   = $this->database->insert_new( 'bulk_runs', array_filter( $data, static fn( string|int|null $value ): bool => null !== $value ) );
		return null === $id ? null : $this->by_id( $id );
	}

	public function by_id( int $id ): ?BulkRun {
		return $this->run( 'id = %d', $id );
	}

	/** A run of this user. */
	public function of_user( string $public_id, int $user_id ): ?BulkRun {
		$run = $this->run( 'public_id = %s AND user_id = %d', $public_id, $user_id );
		return $run?->public_id === $public_id ? $run : null;
	}

	/** The run that undoes another. */
	public function undoing( int $run_id ): ?BulkRun {
		return $this->run( 'undo_of = %d', $run_id );
	}

	/** @param literal-string $condition */
	private function run( string $condition, string|int ...$values ): ?BulkRun {
		$row = $this->database->row( 'SELECT * FROM %i WHERE ' . $condition, $this->database->table( 'bulk_runs' ), ...$values );
		return null === $row ? null : BulkRun::from_row( $row );
	}

	/** @param array<string, string|int|null> $changes */
	public function change( int $id, array $changes ): void {
		$this->database->update( 'bulk_runs', $changes, [ 'id' => $id ] );
	}

	/**
	 * Ends a run, unless it has ended already.
	 *
	 * @param BulkRun::DONE|BulkRun::STOPPED $state
	 *
	 * @return bool Whether it ended it.
	 */
	public function end( int $id, string $state, ?string $reason = null ): bool {
		return 1 === $this->database->execute(
			'UPDATE %i SET state = %s, reason = NULLIF(%s, %s), ended_at = %s WHERE id = %d AND state NOT IN (%s, %s)',
			$this->database->table( 'bulk_runs' ),
			$state,
			$reason ?? '',
			'',
			Time::to_database( $this->clock->now() ),
			$id,
			BulkRun::DONE,
			BulkRun::STOPPED,
		);
	}

	/**
	 * Adds conversations to a run; those that it has already are left as they are.
	 *
	 * @param list<int> $ids
	 */
	public function add_items( int $run_id, array $ids ): void {
		foreach ( array_chunk( $ids, self::ROWS ) as $chunk ) {
			$values = [];
			foreach ( $chunk as $id ) {
				array_push( $values, $run_id, $id, self::WAITING );
			}
			$this->database->execute(
				'INSERT IGNORE INTO %i (run_id, conversation_id, state) VALUES ' . implode( ', ', array_fill( 0, count( $chunk ), '(%d, %d, %s)' ) ),
				$this->database->table( 'bulk_items' ),
				...$values,
			);
		}
	}

	/** Gives an undoing run the conversations that the undone one has changed. @return int How many. */
	public function copy_done( int $from, int $to ): int {
		return $this->database->execute(
			'INSERT INTO %i (run_id, conversation_id, state, was, became, done_at)'
				. ' SELECT %d, conversation_id, %s, was, became, done_at FROM %i WHERE run_id = %d AND state = %s',
			$this->database->table( 'bulk_items' ),
			$to,
			self::WAITING,
			$this->database->table( 'bulk_items' ),
			$from,
			self::DONE,
		);
	}

	public function count_items( int $run_id ): int {
		return (int) $this->database->value( 'SELECT COUNT(*) FROM %i WHERE run_id = %d', $this->database->table( 'bulk_items' ), $run_id );
	}

	/** @return list<int> Row ids of conversations that are still to be done. */
	public function waiting( int $run_id, int $limit ): array {
		return $this->ids( $this->database->rows(
			'SELECT conversation_id FROM %i WHERE run_id = %d AND state = %s ORDER BY conversation_id DESC LIMIT %d',
			$this->database->table( 'bulk_items' ),
			$run_id,
			self::WAITING,
			$limit,
		) );
	}

	/**
	 * Locks a conversation's place in a run until the transaction ends. Null when it is done already.
	 *
	 * @return ?Item
	 */
	public function lock_waiting( int $run_id, int $conversation_id ): ?array {
		$row = $this->database->row(
			'SELECT was, became, done_at FROM %i WHERE run_id = %d AND conversation_id = %d AND state = %s FOR UPDATE',
			$this->database->table( 'bulk_items' ),
			$run_id,
			$conversation_id,
			self::WAITING,
		);
		return null === $row ? null : [
			'was'     => self::decoded( $row['was'] ),
			'became'  => self::decoded( $row['became'] ),
			'done_at' => Time::from_database( $row['done_at'] ),
		];
	}

	/**
	 * Notes what became of one conversation, and counts it. One that was deleted has no row any more.
	 *
	 * @param self::DONE|self::SKIPPED|self::FAILED $state
	 * @param array<string, mixed>                  $was    Values before, of what changed.
	 * @param array<string, mixed>                  $became Values after.
	 */
	public function settle( int $run_id, int $conversation_id, string $state, ?string $reason, array $was = [], array $became = [] ): void {
		$this->database->update(
			'bulk_items',
			[
				'state'   => $state,
				'reason'  => $reason,
				'was'     => [] === $was ? null : (string) wp_json_encode( $was ),
				'became'  => [] === $became ? null : (string) wp_json_encode( $became ),
				'done_at' => Time::to_database( $this->clock->now() ),
			],
			[ 'run_id' => $run_id, 'conversation_id' => $conversation_id ],
		);
		$this->database->execute(
			'UPDATE %i SET %i = %i + 1 WHERE id = %d',
			$this->database->table( 'bulk_runs' ),
			$state,
			$state,
			$run_id,
		);
	}

	/**
	 * How many conversations were not changed, by reason.
	 *
	 * @return list<array{state: string, reason: string, count: int}>
	 */
	public function reasons( int $run_id ): array {
		return array_map(
			static fn( array $row ): array => [
				'state'  => (string) $row['state'],
				'reason' => (string) $row['reason'],
				'count'  => (int) $row['items'],
			],
			$this->database->rows(
				'SELECT state, reason, COUNT(*) AS items FROM %i WHERE run_id = %d AND state IN (%s, %s) GROUP BY state, reason'
					. ' ORDER BY state, reason',
				$this->database->table( 'bulk_items' ),
				$run_id,
				self::FAILED,
				self::SKIPPED,
			),
		);
	}

	/** @return list<int> Row ids of some conversations that were not changed for a reason. */
	public function not_done( int $run_id, string $state, string $reason, int $limit ): array {
		return $this->ids( $this->database->rows(
			'SELECT conversation_id FROM %i WHERE run_id = %d AND state = %s AND reason = %s ORDER BY conversation_id DESC LIMIT %d',
			$this->database->table( 'bulk_items' ),
			$run_id,
			$state,
			$reason,
			$limit,
		) );
	}

	/** Deletes a run with its items. */
	public function forget( int $run_id ): void {
		$this->database->delete( 'bulk_items', [ 'run_id' => $run_id ] );
		$this->database->delete( 'bulk_runs', [ 'id' => $run_id ] );
	}

	/**
	 * @param list<array<string, ?string>> $rows
	 *
	 * @return list<int>
	 */
	private function ids( array $rows ): array {
		return array_map( static fn( array $row ): int => (int) $row['conversation_id'], $rows );
	}

	/** @return array<string, mixed> */
	private static function decoded( ?string $json ): array {
		$values = null === $json ? null : json_decode( $json, true );
		return is_array( $values ) ? $values : [];
	}
}
