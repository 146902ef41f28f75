<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Conversations;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Conversations\Attachments\AttachmentFolder;
use Aaia\Chatbot\Conversations\Attachments\AttachmentRepository;
use Aaia\Chatbot\Storage\Database;
use Aaia\Chatbot\Storage\Migrator;

/**
 * Looks for what is left of deleted conversations: in every table of the schema that refers to conversations or messages, not in a list
 * made
 * by hand; and for files of which no row knows. The event log is left out: it keeps the ids, times and the number of who deleted, and
 * no words.
 */
final class DeletionCheck {

	/** Tables that keep ids on purpose. */
	private const KEPT = [ 'events' ];

	/** Seconds for which a stored file may still have no row: its upload goes on. */
	private const ON_THE_WAY = 600;

	/** Conversations asked for at once. */
	private const PAGE = 200;

	public function __construct(
		private readonly Database $database,
		private readonly Migrator $migrator,
		private readonly AttachmentFolder $folder,
		private readonly AttachmentRepository $attachments,
	) {}

	/**
	 * Rows that are left of conversations.
	 *
	 * @param list<int> $ids Row ids.
	 *
	 * @return array<int, array<string, int>> By row id, then by table; nothing for those of which nothing is left.
	 */
	public function remains( array $ids ): array {
		$tables = [ 'conversations' => 'id' ];
		foreach ( $this->referring( 'conversation_id' ) as $table ) {
			$tables[ $table ] = 'conversation_id';
		}
		$left = [];
		foreach ( $tables as $table => $column ) {
			foreach ( array_chunk( $ids, self::PAGE ) as $chunk ) {
				$rows = $this->database->rows(
					'SELECT %i AS id, COUNT(*) AS left_rows FROM %i WHERE %i IN (' . implode( ', ', array_fill( 0, count( $chunk ), '%d' ) )
						. ') GROUP BY %i',
					$column,
					$this->database->table( $table ),
					$column,
					...[ ...$chunk, $column ],
				);
				foreach ( $rows as $row ) {
					$left[ (int) $row['id'] ][ $table ] = (int) $row['left_rows'];
				}
			}
		}
		return $left;
	}

	/**
	 * Rows that belong to messages that do not exist, by table: of conversations whose messages are gone, nobody knows which.
	 *
	 * @return array<string, int> Nothing for tables without such rows.
	 */
	public function orphans(): array {
		$orphans = [];
		foreach ( $this->referring( 'message_id' ) as $table ) {
			$count = (int) $this->database->value(
				'SELECT COUNT(*) FROM %i t WHERE t.message_id IS NOT NULL AND t.message_id > 0'
					. ' AND NOT EXISTS ( SELECT 1 FROM %i m WHERE m.id = t.message_id )',
				$this->database->table( $table ),
				$this->database->table( 'messages' ),
			);
			if ( $count > 0 ) {
				$orphans[ $table ] = $count;
			}
		}
		return $orphans;
	}

	/** Counts stored files that have no row, without those of the last minutes. */
	public function orphan_files(): int {
		$count = 0;
		foreach ( $this->folder->stored_before( time() - self::ON_THE_WAY ) as $names ) {
			$count += count( array_diff( $names, $this->attachments->among( $names ) ) );
		}
		return $count;
	}

	/** @return list<string> Tables with a column. */
	private function referring( string $column ): array {
		return array_values( array_diff( $this->migrator->check_installed()->with_column( $column ), self::KEPT ) );
	}
}
