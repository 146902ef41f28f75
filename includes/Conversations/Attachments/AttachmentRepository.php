<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Conversations\Attachments;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Storage\Database;
use Aaia\Chatbot\Support\Time;

/** SQL of the table `message_attachments`. Rows marked as erased only name files that are still to be deleted. */
final class AttachmentRepository {

	public function __construct( private readonly Database $database ) {}

	/** @param array<string, string|int|null> $data */
	public function add( array $data ): void {
		$this->database->insert( 'message_attachments', $data + [ 'erased' => 0 ] );
	}

	/** @param array<string, string|int|null> $changes */
	public function change( string $public_id, array $changes ): void {
		$this->database->update( 'message_attachments', $changes, [ 'public_id' => $public_id ] );
	}

	public function by_public_id( string $public_id ): ?Attachment {
		$row = $this->database->row(
			'SELECT * FROM %i WHERE public_id = %s AND erased = 0',
			$this->database->table( 'message_attachments' ),
			$public_id
		);
		// The collation treats `abc` and `ABC` as equal.
		return null === $row || $row['public_id'] !== $public_id ? null : Attachment::from_row( $row );
	}

	/**
	 * Files that are not sent yet, locked, in the order of their ids.
	 *
	 * @param non-empty-list<string> $public_ids
	 *
	 * @return list<Attachment>
	 */
	public function lock_unsent( array $public_ids ): array {
		$rows  = $this->database->rows(
			'SELECT * FROM %i WHERE public_id IN (' . implode( ', ', array_fill( 0, count( $public_ids ), '%s' ) )
				. ') AND message_id IS NULL AND erased = 0 FOR UPDATE',
			$this->database->table( 'message_attachments' ),
			...$public_ids
		);
		$found = array_column( array_map( Attachment::from_row( ... ), $rows ), null, 'public_id' );
		return array_values( array_filter( array_map( static fn( string $id ): ?Attachment => $found[ $id ] ?? null, $public_ids ) ) );
	}

	/**
	 * Which of these stored files have a row.
	 *
	 * @param list<string> $stored Names.
	 *
	 * @return list<string>
	 */
	public function among( array $stored ): array {
		$known = [];
		foreach ( array_chunk( $stored, 200 ) as $chunk ) {
			$rows = $this->database->rows(
				'SELECT stored_name FROM %i WHERE stored_name IN (' . implode( ', ', array_fill( 0, count( $chunk ), '%s' ) ) . ')',
				$this->database->table( 'message_attachments' ),
				...$chunk,
			);
			array_push( $known, ...array_map( static fn( array $row ): string => (string) $row['stored_name'], $rows ) );
		}
		return $known;
	}

	/** Counts the files of a conversation, sent or not. */
	public function count_of( int $conversation_id ): int {
		return (int) $this->database->value(
			'SELECT COUNT(*) FROM %i WHERE conversation_id = %d',
			$this->database->table( 'message_attachments' ),
			$conversation_id
		);
	}

	/** Counts what a visitor uploaded since a time. */
	public function count_by_visitor( int $visitor_id, \DateTimeImmutable $since ): int {
		return (int) $this->database->value(
			'SELECT COUNT(*) FROM %i WHERE visitor_id = %d AND created_at >= %s',
			$this->database->table( 'message_attachments' ),
			$visitor_id,
			Time::to_database( $since )
		);
	}

	/** Counts what an agent uploaded and has not sent. */
	public function count_unsent_by_user( int $user_id ): int {
		return (int) $this->database->value(
			'SELECT COUNT(*) FROM %i WHERE message_id IS NULL AND user_id = %d AND erased = 0',
			$this->database->table( 'message_attachments' ),
			$user_id
		);
	}

	/** Bytes of all files. */
	public function total_size(): int {
		return (int) $this->database->value( 'SELECT SUM(size) FROM %i', $this->database->table( 'message_attachments' ) );
	}

	/** Marks the files of a conversation as erased: only what is needed to delete them stays. */
	public function mark_erased_of( int $conversation_id ): void {
		$this->database->execute(
			'UPDATE %i SET erased = 1, name = %s, user_id = NULL, visitor_id = NULL, message_id = NULL WHERE conversation_id = %d',
			$this->database->table( 'message_attachments' ),
			'',
			$conversation_id
		);
	}

	/** Marks a file that is not sent as erased. @return bool Whether it was there and not sent. */
	public function mark_erased( int $id ): bool {
		return 1 === $this->database->execute(
			'UPDATE %i SET erased = 1, name = %s, user_id = NULL, visitor_id = NULL WHERE id = %d AND message_id IS NULL AND erased = 0',
			$this->database->table( 'message_attachments' ),
			'',
			$id
		);
	}

	/**
	 * Marks files as erased that were uploaded before a time and never sent.
	 *
	 * @return int How many.
	 */
	public function mark_unsent_before( \DateTimeImmutable $time, int $limit ): int {
		return $this->database->execute(
			'UPDATE %i SET erased = 1, name = %s, user_id = NULL, visitor_id = NULL
				WHERE message_id IS NULL AND created_at < %s AND erased = 0 ORDER BY created_at LIMIT %d',
			$this->database->table( 'message_attachments' ),
			'',
			Time::to_database( $time ),
			$limit
		);
	}

	/**
	 * Files to delete, oldest first.
	 *
	 * @param ?int $conversation_id Only of this conversation.
	 *
	 * @return list<array{id: int, stored: string}>
	 */
	public function erased( ?int $conversation_id, int $after, int $limit ): array {
		$table = $this->database->table( 'message_attachments' );
		$rows  = null === $conversation_id
			? $this->database->rows( 'SELECT id, stored_name FROM %i WHERE erased = 1 AND id > %d ORDER BY id LIMIT %d', $table, $after, $limit )
			: $this->database->rows(
				'SELECT id, stored_name FROM %i WHERE conversation_id = %d AND erased = 1 AND id > %d ORDER BY id LIMIT %d',
				$table,
				$conversation_id,
				$after,
				$limit
			);
		return array_map( static fn( array $row ): array => [ 'id' => (int) $row['id'], 'stored' => (string) $row['stored_name'] ], $rows );
	}

	public function delete( int $id ): void {
		$this->database->delete( 'message_attachments', [ 'id' => $id ] );
	}
}
