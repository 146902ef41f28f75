<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Conversations;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Storage\Database;

/** SQL of the table `source_reports`. */
final class SourceReportRepository {

	public function __construct( private readonly Database $database ) {}

	public function by_id( int $id ): ?SourceReport {
		$row = $this->database->row( 'SELECT * FROM %i WHERE id = %d', $this->database->table( 'source_reports' ), $id );
		return null === $row ? null : SourceReport::from_row( $row );
	}

	/**
	 * Adds a report, or changes and reopens the one on the same source of the same answer.
	 *
	 * @param array<string, string|int|null> $data The other columns of the table.
	 */
	public function save( int $message_id, string $source, array $data ): void {
		$before = $this->database->value(
			'SELECT id FROM %i WHERE message_id = %d AND source = %s',
			$this->database->table( 'source_reports' ),
			$message_id,
			$source,
		);
		if ( null === $before ) {
			$this->database->insert( 'source_reports', [ 'message_id' => $message_id, 'source' => $source ] + $data );
			return;
		}
		$this->database->update(
			'source_reports',
			[ 'settled' => 0, 'settled_by' => null ] + ( null === $data['comment'] ? [] : [ 'comment' => $data['comment'] ] ),
			[ 'id' => (int) $before ],
		);
	}

	public function settle( int $id, int $user_id ): void {
		$this->database->update( 'source_reports', [ 'settled' => 1, 'settled_by' => $user_id ], [ 'id' => $id ] );
	}

	/** Whether a conversation has an unsettled report. */
	public function has_open( int $conversation_id ): bool {
		return null !== $this->database->value(
			'SELECT id FROM %i WHERE conversation_id = %d AND settled = 0 LIMIT 1',
			$this->database->table( 'source_reports' ),
			$conversation_id,
		);
	}

	/**
	 * One page of reports, newest first.
	 *
	 * @param ?int $before Id of the last report of the previous page; null for the first page.
	 *
	 * @return list<SourceReport>
	 */
	public function page( bool $settled, ?int $before, int $limit ): array {
		$rows = $this->database->rows(
			'SELECT * FROM %i WHERE settled = %d AND id < %d ORDER BY id DESC LIMIT %d',
			$this->database->table( 'source_reports' ),
			(int) $settled,
			$before ?? PHP_INT_MAX,
			$limit
		);
		return array_map( SourceReport::from_row( ... ), $rows );
	}

	/**
	 * Reports on the sources of answers.
	 *
	 * @param list<int> $messages Row ids.
	 *
	 * @return list<SourceReport>
	 */
	public function by_messages( array $messages ): array {
		if ( [] === $messages ) {
			return [];
		}
		$rows = $this->database->rows(
			'SELECT * FROM %i WHERE message_id IN (' . implode( ', ', array_fill( 0, count( $messages ), '%d' ) ) . ')',
			$this->database->table( 'source_reports' ),
			...$messages
		);
		return array_map( SourceReport::from_row( ... ), $rows );
	}
}
