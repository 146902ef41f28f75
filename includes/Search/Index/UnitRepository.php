<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Search\Index;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Content\Chunk;
use Aaia\Chatbot\Content\StoredChunk;
use Aaia\Chatbot\Storage\Database;

/** Stores units and their chunks. SQL only. */
final class UnitRepository {

	/** Rows in one INSERT. */
	private const ROWS = 100;

	public function __construct( private readonly Database $database ) {}

	/**
	 * Adds a fresh unit with its chunks.
	 *
	 * @param int $position Position of its first chunk in the document.
	 */
	public function add( int $document_id, Unit $unit, int $position ): void {
		$this->database->execute(
			'INSERT INTO %i (document_id, state, segment_id, vector) VALUES (%d, %d, 0, X%s)',
			$this->database->table( 'knowledge_units' ),
			$document_id,
			UnitState::Fresh->value,
			bin2hex( TermVector::pack( $unit->vector ) )
		);
		$unit_id = $this->database->inserted_id();
		foreach ( array_chunk( $unit->chunks, self::ROWS ) as $chunks ) {
			$values = [];
			foreach ( $chunks as $chunk ) {
				array_push(
					$values,
					$unit_id,
					$position++,
					(string) wp_json_encode( $chunk->headings, JSON_UNESCAPED_UNICODE | JSON_UNESCAPED_SLASHES ),
					mb_substr( $chunk->anchor, 0, 190, 'UTF-8' ),
					$chunk->text,
				);
			}
			$this->database->execute(
				'INSERT INTO %i (unit_id, position, headings, anchor, text) VALUES '
					. implode( ', ', array_fill( 0, count( $chunks ), '(%d, %d, %s, %s, %s)' ) ),
				$this->database->table( 'knowledge_chunks' ),
				...$values
			);
		}
	}

	/**
	 * Units of a document that are not removed, locked until the transaction ends so that SegmentMerger cannot flush them meanwhile.
	 *
	 * @return array<int, UnitState> By id.
	 */
	public function of_document( int $document_id ): array {
		$rows  = $this->database->rows(
			'SELECT id, state FROM %i WHERE document_id = %d ORDER BY id FOR UPDATE',
			$this->database->table( 'knowledge_units' ),
			$document_id,
		);
		$units = [];
		foreach ( $rows as $row ) {
			$state = UnitState::from( (int) $row['state'] );
			if ( UnitState::Removed !== $state ) {
				$units[ (int) $row['id'] ] = $state;
			}
		}
		return $units;
	}

	/**
	 * Chunks of a unit, in reading order.
	 *
	 * @return list<Chunk>
	 */
	public function chunks( int $unit_id ): array {
		return array_map(
			static fn( array $row ): Chunk => new Chunk(
				StoredChunk::headings( (string) $row['headings'] ),
				(string) $row['anchor'],
				(string) $row['text'],
			),
			$this->database->rows(
				'SELECT headings, anchor, text FROM %i WHERE unit_id = %d ORDER BY position',
				$this->database->table( 'knowledge_chunks' ),
				$unit_id,
			)
		);
	}

	/** Deletes a fresh unit, chunks included. */
	public function delete( int $unit_id ): void {
		$this->database->delete( 'knowledge_units', [ 'id' => $unit_id ] );
		$this->database->delete( 'knowledge_chunks', [ 'unit_id' => $unit_id ] );
	}

	/**
	 * Deletes the chunks of a unit in a segment. The unit stays, marked as removed, to correct its segment's document frequencies.
	 *
	 * @param array<int, int> $vector Its terms in the segment.
	 */
	public function mark_removed( int $unit_id, array $vector ): void {
		$this->database->execute(
			'UPDATE %i SET state = %d, document_id = 0, vector = X%s WHERE id = %d',
			$this->database->table( 'knowledge_units' ),
			UnitState::Removed->value,
			bin2hex( TermVector::pack( $vector ) ),
			$unit_id
		);
		$this->database->delete( 'knowledge_chunks', [ 'unit_id' => $unit_id ] );
	}

	/**
	 * Fresh and removed units with their vectors. A search reads them in addition to the segments.
	 *
	 * @return list<array{id: int, state: UnitState, vector: array<int, int>}>
	 */
	public function fresh_and_removed(): array {
		return array_map(
			static fn( array $row ): array => [
				'id'     => (int) $row['id'],
				'state'  => UnitState::from( (int) $row['state'] ),
				'vector' => TermVector::unpack( (string) $row['vector'] ),
			],
			$this->database->rows(
				'SELECT id, state, vector FROM %i WHERE state > %d ORDER BY state, id',
				$this->database->table( 'knowledge_units' ),
				UnitState::Indexed->value,
			)
		);
	}

	/**
	 * The oldest fresh units.
	 *
	 * @return array<int, array<int, int>> Vectors by unit id.
	 */
	public function fresh( int $limit ): array {
		$rows  = $this->database->rows(
			'SELECT id, vector FROM %i WHERE state = %d ORDER BY id LIMIT %d',
			$this->database->table( 'knowledge_units' ),
			UnitState::Fresh->value,
			$limit,
		);
		$units = [];
		foreach ( $rows as $row ) {
			$units[ (int) $row['id'] ] = TermVector::unpack( (string) $row['vector'] );
		}
		return $units;
	}

	public function count( UnitState $state ): int {
		return (int) $this->database
			->value( 'SELECT COUNT(*) FROM %i WHERE state = %d', $this->database->table( 'knowledge_units' ), $state->value );
	}

	/**
	 * Removed units of some segments.
	 *
	 * @param list<int> $segment_ids
	 *
	 * @return list<int> Unit ids.
	 */
	public function removed_in_segments( array $segment_ids ): array {
		if ( [] === $segment_ids ) {
			return [];
		}
		$rows = $this->database->rows(
			'SELECT id FROM %i WHERE state = %d AND segment_id IN (' . implode( ', ', array_fill( 0, count( $segment_ids ), '%d' ) ) . ')',
			$this->database->table( 'knowledge_units' ),
			UnitState::Removed->value,
			...$segment_ids
		);
		return array_map( static fn( array $row ): int => (int) $row['id'], $rows );
	}

	/** @return array<int, int> Removed units by segment. */
	public function count_removed_by_segment(): array {
		$counts = [];
		foreach ( $this->database->rows(
			'SELECT segment_id, COUNT(*) AS removed FROM %i WHERE state = %d GROUP BY segment_id',
			$this->database->table( 'knowledge_units' ),
			UnitState::Removed->value,
		) as $row ) {
			$counts[ (int) $row['segment_id'] ] = (int) $row['removed'];
		}
		return $counts;
	}

	/**
	 * Assigns fresh units to a segment. Call inside a transaction.
	 *
	 * @param list<int> $unit_ids
	 *
	 * @return list<int> Units that were deleted meanwhile.
	 */
	public function assign_to_segment( array $unit_ids, int $segment_id ): array {
		$table = $this->database->table( 'knowledge_units' );
		$gone  = [];
		foreach ( array_chunk( $unit_ids, 1000 ) as $ids ) {
			$marks = implode( ', ', array_fill( 0, count( $ids ), '%d' ) );
			$there = $this->database->rows( 'SELECT id FROM %i WHERE id IN (' . $marks . ') FOR UPDATE', $table, ...$ids );
			array_push( $gone, ...array_values( array_diff( $ids, array_map( static fn( array $row ): int => (int) $row['id'], $there ) ) ) );
			$this->database->execute(
				'UPDATE %i SET state = %d, segment_id = %d, vector = NULL WHERE id IN (' . $marks . ')',
				$table,
				UnitState::Indexed->value,
				$segment_id,
				...$ids,
			);
		}
		return $gone;
	}

	/**
	 * Records as removed a unit that was deleted while its segment was written.
	 *
	 * @param array<int, int> $vector
	 */
	public function add_removed( int $unit_id, int $segment_id, array $vector ): void {
		$this->database->execute(
			'INSERT INTO %i (id, document_id, state, segment_id, vector) VALUES (%d, 0, %d, %d, X%s)',
			$this->database->table( 'knowledge_units' ),
			$unit_id,
			UnitState::Removed->value,
			$segment_id,
			bin2hex( TermVector::pack( $vector ) )
		);
	}

	/**
	 * Deletes the rows of removed units that no segment contains any more.
	 *
	 * @param list<int> $unit_ids
	 */
	public function delete_removed( array $unit_ids ): void {
		foreach ( array_chunk( $unit_ids, 1000 ) as $ids ) {
			$this->database->execute(
				'DELETE FROM %i WHERE id IN (' . implode( ', ', array_fill( 0, count( $ids ), '%d' ) ) . ')',
				$this->database->table( 'knowledge_units' ),
				...$ids,
			);
		}
	}

	/**
	 * Moves all units of some segments to another segment.
	 *
	 * @param list<int> $from
	 */
	public function move_to_segment( array $from, int $segment_id ): void {
		$this->database->execute(
			'UPDATE %i SET segment_id = %d WHERE segment_id IN (' . implode( ', ', array_fill( 0, count( $from ), '%d' ) ) . ')',
			$this->database->table( 'knowledge_units' ),
			$segment_id,
			...$from
		);
	}
}
