<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Search\Index;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Content\StoredChunk;
use Aaia\Chatbot\Storage\Database;
use Aaia\Chatbot\Support\Time;

/** Reads chunks and the documents of units for a search. SQL only. */
final class ChunkRepository {

	public function __construct( private readonly Database $database ) {}

	/**
	 * Documents that units belong to. Removed units and documents excluded by the owner are left out.
	 *
	 * @param list<int> $unit_ids
	 *
	 * @return array<int, FoundDocument> By unit id.
	 */
	public function documents( array $unit_ids ): array {
		if ( [] === $unit_ids ) {
			return [];
		}
		$rows  = $this->database->rows(
			'SELECT units.id AS unit_id, documents.* FROM %i AS units JOIN %i AS documents ON documents.id = units.document_id
				WHERE documents.excluded = 0 AND units.id IN ('
				. implode( ', ', array_fill( 0, count( $unit_ids ), '%d' ) ) . ')',
			$this->database->table( 'knowledge_units' ),
			$this->database->table( 'knowledge_documents' ),
			...$unit_ids
		);
		$found = [];
		foreach ( $rows as $row ) {
			$found[ (int) $row['unit_id'] ] = new FoundDocument(
				(int) $row['id'],
				(string) $row['external_id'],
				(string) $row['title'],
				(string) $row['url'],
				(string) $row['language'],
				(float) $row['boost'],
				(int) $row['chunks'],
				Time::from_database( $row['modified_at'] ),
			);
		}
		return $found;
	}

	/**
	 * Units that chunks belong to.
	 *
	 * @param list<int> $chunk_ids
	 *
	 * @return list<int> Each once.
	 */
	public function units_of( array $chunk_ids ): array {
		if ( [] === $chunk_ids ) {
			return [];
		}
		$rows = $this->database->rows(
			'SELECT DISTINCT unit_id FROM %i WHERE id IN (' . implode( ', ', array_fill( 0, count( $chunk_ids ), '%d' ) ) . ')',
			$this->database->table( 'knowledge_chunks' ),
			...$chunk_ids,
		);
		return array_map( static fn( array $row ): int => (int) $row['unit_id'], $rows );
	}

	/**
	 * Chunks of some units, in reading order.
	 *
	 * @param list<int> $unit_ids
	 *
	 * @return array<int, non-empty-list<StoredChunk>> By unit id.
	 */
	public function chunks( array $unit_ids ): array {
		if ( [] === $unit_ids ) {
			return [];
		}
		$rows   = $this->database->rows(
			'SELECT id, unit_id, position, headings, anchor, text FROM %i WHERE unit_id IN ('
				. implode( ', ', array_fill( 0, count( $unit_ids ), '%d' ) ) . ') ORDER BY unit_id, position',
			$this->database->table( 'knowledge_chunks' ),
			...$unit_ids
		);
		$chunks = [];
		foreach ( $rows as $row ) {
			$chunks[ (int) $row['unit_id'] ][] = new StoredChunk(
				(int) $row['id'],
				(int) $row['position'],
				StoredChunk::headings( (string) $row['headings'] ),
				(string) $row['anchor'],
				(string) $row['text'],
			);
		}
		return $chunks;
	}
}
