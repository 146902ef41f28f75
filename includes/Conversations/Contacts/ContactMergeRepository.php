<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Conversations\Contacts;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Storage\Database;
use Aaia\Chatbot\Support\Clock;
use Aaia\Chatbot\Support\Ids;
use Aaia\Chatbot\Support\Time;

/**
 * SQL of the tables `contact_merges` and `contact_moves`: which contact became part of which, and what moved.
 *
 * @phpstan-type Merge array{
 *   id: int, public_id: string, kept_id: int, merged_id: int, user_id: int, took_name: bool, at: \DateTimeImmutable,
 * }
 */
final class ContactMergeRepository {

	/** Column of `contact_moves` by the table whose rows move. */
	private const MOVED = [
		'conversations'      => 'conversation_id',
		'contact_identities' => 'identity_id',
		'contact_notes'      => 'note_id',
	];

	public function __construct(
		private readonly Database $database,
		private readonly Clock $clock,
	) {}

	/** @return Merge */
	public function add( int $kept_id, int $merged_id, int $user_id, bool $took_name ): array {
		$now  = $this->clock->now();
		$data = [
			'public_id'  => Ids::random(),
			'kept_id'    => $kept_id,
			'merged_id'  => $merged_id,
			'user_id'    => $user_id,
			'took_name'  => $took_name ? 1 : 0,
			'created_at' => Time::to_database( $now ),
		];
		$id   = $this->database->insert( 'contact_merges', $data );
		return [ 'id' => $id, 'took_name' => $took_name, 'at' => $now ] + $data;
	}

	/** @return ?Merge Locked until the transaction ends. */
	public function lock( string $public_id ): ?array {
		$row = $this->database->row(
			'SELECT * FROM %i WHERE public_id = %s FOR UPDATE',
			$this->database->table( 'contact_merges' ),
			$public_id,
		);
		return null === $row || $row['public_id'] !== $public_id ? null : self::merge( $row );
	}

	/**
	 * Merges into a contact since a time, the newest first.
	 *
	 * @return list<Merge>
	 */
	public function into( int $kept_id, \DateTimeImmutable $since ): array {
		return array_map( self::merge( ... ), $this->database->rows(
			'SELECT * FROM %i WHERE kept_id = %d AND created_at >= %s ORDER BY id DESC',
			$this->database->table( 'contact_merges' ),
			$kept_id,
			Time::to_database( $since )
		) );
	}

	/**
	 * Merges before a time, the oldest first.
	 *
	 * @return list<Merge>
	 */
	public function before( \DateTimeImmutable $time, int $limit ): array {
		return array_map( self::merge( ... ), $this->database->rows(
			'SELECT * FROM %i WHERE created_at < %s ORDER BY created_at LIMIT %d',
			$this->database->table( 'contact_merges' ),
			Time::to_database( $time ),
			$limit
		) );
	}

	/**
	 * Contacts that were merged into one.
	 *
	 * @return list<int>
	 */
	public function merged_into( int $kept_id ): array {
		$rows = $this->database->rows( 'SELECT id FROM %i WHERE merged_into = %d', $this->database->table( 'contacts' ), $kept_id );
		return array_map( static fn( array $row ): int => (int) $row['id'], $rows );
	}

	/** Moves all conversations, identities and notes from one contact to another, and notes which. */
	public function move( int $merge_id, int $from, int $to ): void {
		foreach ( self::MOVED as $table => $column ) {
			$this->database->execute(
				'INSERT INTO %i (merge_id, %i) SELECT %d, t.id FROM %i t WHERE t.contact_id = %d',
				$this->database->table( 'contact_moves' ),
				$column,
				$merge_id,
				$this->database->table( $table ),
				$from
			);
			$this->database->execute( 'UPDATE %i SET contact_id = %d WHERE contact_id = %d', $this->database->table( $table ), $to, $from );
		}
	}

	/** Moves back what a merge moved and nobody has moved elsewhere since. */
	public function move_back( int $merge_id, int $kept_id, int $merged_id ): void {
		foreach ( self::MOVED as $table => $column ) {
			$this->database->execute(
				'UPDATE %i SET contact_id = %d WHERE contact_id = %d AND id IN ( SELECT %i FROM %i WHERE merge_id = %d AND %i IS NOT NULL )',
				$this->database->table( $table ),
				$merged_id,
				$kept_id,
				$column,
				$this->database->table( 'contact_moves' ),
				$merge_id,
				$column
			);
		}
	}

	/** Deletes the record of a merge, which can then no longer be undone. */
	public function delete( int $id ): void {
		$this->database->delete( 'contact_moves', [ 'merge_id' => $id ] );
		$this->database->delete( 'contact_merges', [ 'id' => $id ] );
	}

	/** Deletes the records of all merges that a contact took part in. */
	public function forget( int $contact_id ): void {
		foreach ( $this->database->rows(
			'SELECT id FROM %i WHERE kept_id = %d OR merged_id = %d',
			$this->database->table( 'contact_merges' ),
			$contact_id,
			$contact_id
		) as $row ) {
			$this->delete( (int) $row['id'] );
		}
	}

	/**
	 * @param array<string, ?string> $row
	 *
	 * @return Merge
	 */
	private static function merge( array $row ): array {
		return [
			'id'        => (int) $row['id'],
			'public_id' => (string) $row['public_id'],
			'kept_id'   => (int) $row['kept_id'],
			'merged_id' => (int) $row['merged_id'],
			'user_id'   => (int) $row['user_id'],
			'took_name' => 1 === (int) $row['took_name'],
			'at'        => Time::required( $row['created_at'] ),
		];
	}
}
