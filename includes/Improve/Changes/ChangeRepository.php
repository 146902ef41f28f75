<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Improve\Changes;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Storage\Database;
use Aaia\Chatbot\Support\Time;

/** SQL of the table `changes`. */
final class ChangeRepository {

	public function __construct( private readonly Database $database ) {}

	public function find( int $id ): ?Change {
		return $this->one( $this->database->row( 'SELECT * FROM %i WHERE id = %d', $this->table(), $id ) );
	}

	/** The newest change of a kind by a user. */
	public function newest( string $kind, int $user_id ): ?Change {
		return $this->one( $this->database->row(
			'SELECT * FROM %i WHERE kind = %s AND user_id = %d ORDER BY id DESC LIMIT 1',
			$this->table(),
			$kind,
			$user_id,
		) );
	}

	/** @return array<int, Change> Newest first, by row id. */
	public function before( ?int $row, string $kind, int $limit ): array {
		$changes = [];
		foreach ( $this->database->rows(
			'SELECT * FROM %i WHERE id < %d AND ( %s = \'\' OR kind = %s ) ORDER BY id DESC LIMIT %d',
			$this->table(),
			$row ?? PHP_INT_MAX,
			$kind,
			$kind,
			$limit,
		) as $found ) {
			$changes[ (int) $found['id'] ] = Change::from_row( $found );
		}
		return $changes;
	}

	/** How many changes began in a time, without one. */
	public function others( Change $change, \DateTimeImmutable $from, \DateTimeImmutable $to ): int {
		return (int) $this->database->value(
			'SELECT COUNT(*) FROM %i WHERE began_at >= %s AND began_at < %s AND id <> %d',
			$this->table(),
			Time::to_database( $from ),
			Time::to_database( $to ),
			$change->id
		);
	}

	/**
	 * @param array{added: int, changed: int, removed: int} $counts
	 * @param list<int|string>                              $names
	 */
	public function add( string $kind, int $user_id, int $event_id, array $counts, array $names, \DateTimeImmutable $at ): void {
		$this->database->insert_new( 'changes', $counts + [
			'kind'        => $kind,
			'user_id'     => $user_id,
			'first_event' => $event_id,
			'last_event'  => $event_id,
			'names'       => self::encode( $names ),
			'began_at'    => Time::to_database( $at ),
			'ended_at'    => Time::to_database( $at ),
		] );
	}

	/**
	 * Adds an event to a change, once.
	 *
	 * @param array{added: int, changed: int, removed: int} $counts
	 * @param list<int|string>                              $names
	 */
	public function extend( Change $change, int $event_id, array $counts, array $names, \DateTimeImmutable $at ): void {
		$this->database->execute(
			'UPDATE %i SET added = added + %d, changed = changed + %d, removed = removed + %d, names = %s, ended_at = %s, last_event = %d
				WHERE id = %d AND last_event < %d',
			$this->table(),
			$counts['added'],
			$counts['changed'],
			$counts['removed'],
			self::encode( $names ),
			Time::to_database( $at ),
			$event_id,
			$change->id,
			$event_id
		);
	}

	private function table(): string {
		return $this->database->table( 'changes' );
	}

	/** @param list<int|string> $names */
	private static function encode( array $names ): string {
		return (string) wp_json_encode( $names );
	}

	/** @param ?array<string, ?string> $row */
	private function one( ?array $row ): ?Change {
		return null === $row ? null : Change::from_row( $row );
	}
}
