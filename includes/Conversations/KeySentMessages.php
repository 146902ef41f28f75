<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Conversations;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Storage\Database;
use Aaia\Chatbot\Storage\Migration;
use Aaia\Chatbot\Storage\Schema;

/**
 * Adds a unique key for messages that browsers send with an id and that open no turn: replies and notes of staff, and messages of
 * requests for a person.
 */
final class KeySentMessages implements Migration {

	/** Rows of one transaction. */
	private const PAGE = 200;

	public function version(): int {
		return 207;
	}

	public function up( Database $database ): void {
		$schema = new Schema( $database );
		$schema->add_column( 'messages', 'sent_key', 'VARCHAR(64) NULL' );
		$schema->add_index( 'messages', 'messages_sent', 'sent_key', true );
		$after = 0;
		do {
			$rows  = $this->replies( $database, $after );
			$after = (int) ( end( $rows )['id'] ?? 0 );
			$database->transaction( fn() => $this->key( $database, $rows ) );
		} while ( self::PAGE === count( $rows ) );
	}

	/** @return list<array<string, ?string>> Messages of staff that were sent with an id, oldest first. */
	private function replies( Database $database, int $after ): array {
		return $database->rows(
			'SELECT id, conversation_id, author_id, client_id FROM %i'
				. ' WHERE id > %d AND author_type = %s AND client_id IS NOT NULL AND sent_key IS NULL ORDER BY id LIMIT %d',
			$database->table( 'messages' ),
			$after,
			AuthorType::Agent->value,
			self::PAGE
		);
	}

	/**
	 * Gives the key to the oldest of several messages with one id, which was possible when a hundred messages lay between them.
	 *
	 * @param list<array<string, ?string>> $rows
	 */
	private function key( Database $database, array $rows ): void {
		$keys = [];
		foreach ( $rows as $row ) {
			$key = MessageRepository::sent_key( (int) $row['conversation_id'], (int) $row['author_id'], (string) $row['client_id'] );
			$keys[ (int) $row['id'] ] = $key;
		}
		if ( [] === $keys ) {
			return;
		}
		$keys  = array_unique( $keys );
		$table = $database->table( 'messages' );
		$marks = implode( ', ', array_fill( 0, count( $keys ), '%s' ) );
		$given = array_column(
			$database->rows( 'SELECT sent_key FROM %i WHERE sent_key IN (' . $marks . ')', $table, ...array_values( $keys ) ),
			'sent_key'
		);
		foreach ( array_diff( $keys, $given ) as $id => $key ) {
			$database->update( 'messages', [ 'sent_key' => $key ], [ 'id' => $id ] );
		}
	}
}
