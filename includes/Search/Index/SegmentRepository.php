<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Search\Index;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Storage\Database;
use Aaia\Chatbot\Support\Clock;
use Aaia\Chatbot\Support\Time;

/** Stores segments and their posting blocks. */
final class SegmentRepository {

	/** Bytes of blocks in one INSERT (sent as hexadecimal, so twice as many): well under the smallest max_allowed_packet in use, 4 MB. */
	private const BYTES = 400_000;

	/** An unfinished segment untouched for this long was abandoned by a process that died. */
	private const ABANDONED_SECONDS = 300;

	/** Replaced segments are kept this long for searches in progress. */
	private const RETIRED_SECONDS = 20;

	public function __construct(
		private readonly Database $database,
		private readonly Clock $clock,
	) {}

	/**
	 * Segments that searches use.
	 *
	 * @return list<Segment> Oldest first.
	 */
	public function live(): array {
		return array_map(
			static fn( array $row ): Segment => Segment::from_columns(
				(int) $row['id'],
				(int) $row['units'],
				(int) $row['blocks'],
				(string) $row['common'],
			),
			$this->database->rows(
				'SELECT id, units, blocks, common FROM %i WHERE state = %s ORDER BY id',
				$this->database->table( 'knowledge_segments' ),
				'live',
			)
		);
	}

	/**
	 * Reads posting lists of terms, with one query by primary key.
	 *
	 * @param list<Segment>         $segments
	 * @param array<int, list<int>> $terms    Terms wanted, by segment id.
	 *
	 * @return array<int, array<int, array{0: string, 1: string}>> Term => segment id => ordinals and impacts.
	 */
	public function lists( array $segments, array $terms ): array {
		$conditions = [];
		$values     = [];
		$wanted     = [];
		foreach ( $segments as $segment ) {
			$blocks = [];
			foreach ( $terms[ $segment->id ] ?? [] as $term ) {
				$blocks[ $segment->block( $term ) ] = true;
				$wanted[ $segment->id ][ $term ]    = true;
			}
			if ( [] !== $blocks ) {
				$conditions[] = '(segment_id = %d AND block IN (' . implode( ', ', array_fill( 0, count( $blocks ), '%d' ) ) . '))';
				array_push( $values, $segment->id, ...array_keys( $blocks ) );
			}
		}
		if ( [] === $conditions ) {
			return [];
		}
		$lists = [];
		$rows  = $this->database->rows(
			'SELECT segment_id, data FROM %i WHERE ' . implode( ' OR ', $conditions ),
			$this->database->table( 'knowledge_postings' ),
			...$values,
		);
		foreach ( $rows as $row ) {
			$segment_id = (int) $row['segment_id'];
			foreach ( PostingBlock::lists( (string) $row['data'], $wanted[ $segment_id ] ) as $term => $list ) {
				$lists[ $term ][ $segment_id ] = $list;
			}
		}
		return $lists;
	}

	/**
	 * Unit ids by ordinal, packed (unsigned 32-bit, little endian).
	 *
	 * @param list<int> $segment_ids
	 *
	 * @return array<int, string> By segment id.
	 */
	public function unit_ids( array $segment_ids ): array {
		if ( [] === $segment_ids ) {
			return [];
		}
		$packed = [];
		$rows   = $this->database->rows(
			'SELECT id, unit_ids FROM %i WHERE id IN (' . implode( ', ', array_fill( 0, count( $segment_ids ), '%d' ) ) . ')',
			$this->database->table( 'knowledge_segments' ),
			...$segment_ids,
		);
		foreach ( $rows as $row ) {
			$packed[ (int) $row['id'] ] = (string) $row['unit_ids'];
		}
		return $packed;
	}

	/** Deletes replaced segments that no search can still read, and unfinished segments of processes that died. */
	public function delete_unused(): void {
		foreach ( [
			'building' => self::ABANDONED_SECONDS,
			'retired'  => self::RETIRED_SECONDS,
		] as $state => $seconds ) {
			$before = Time::to_database( $this->clock->now()->modify( '-' . $seconds . ' seconds' ) );
			foreach ( $this->database->rows(
				'SELECT id FROM %i WHERE state = %s AND touched_at <= %s',
				$this->database->table( 'knowledge_segments' ),
				$state,
				$before,
			) as $row ) {
				$this->drop( (int) $row['id'] );
			}
		}
	}

	/** Creates an empty segment that searches do not use yet. Null while another process builds one. */
	public function begin(): ?int {
		$this->delete_unused();
		return $this->database->insert_new(
			'knowledge_segments',
			[
				'state'      => 'building',
				'lock_name'  => 'building',
				'touched_at' => Time::to_database( $this->clock->now() ),
			]
		);
	}

	/**
	 * Stores blocks of an unfinished segment.
	 *
	 * @param iterable<int, string> $blocks
	 *
	 * @return int Bytes stored.
	 */
	public function store( int $segment_id, iterable $blocks ): int {
		$total  = 0;
		$bytes  = 0;
		$values = [];
		foreach ( $blocks as $block => $data ) {
			if ( [] !== $values && $bytes + strlen( $data ) > self::BYTES ) {
				$this->insert( $values );
				$values = [];
				$bytes  = 0;
			}
			$bytes += strlen( $data );
			$total += strlen( $data );
			array_push( $values, $segment_id, $block, bin2hex( $data ) );
		}
		if ( [] !== $values ) {
			$this->insert( $values );
		}
		$this->database->update( 'knowledge_segments', [ 'touched_at' => Time::to_database( $this->clock->now() ) ], [ 'id' => $segment_id ] );
		return $total;
	}

	/**
	 * Makes a finished segment live and retires those it replaces. Call inside a transaction.
	 *
	 * @param string    $unit_ids  Packed, by ordinal.
	 * @param string    $directory Of its common terms, packed.
	 * @param list<int> $replaced  Segments it replaces.
	 *
	 * @return bool False when the segment was deleted meanwhile because this process was too slow.
	 */
	public function publish( int $segment_id, int $units, int $blocks, string $unit_ids, string $directory, array $replaced ): bool {
		$table     = $this->database->table( 'knowledge_segments' );
		$now       = Time::to_database( $this->clock->now() );
		$published = $this->database->execute(
			'UPDATE %i SET state = %s, lock_name = NULL, units = %d, blocks = %d, unit_ids = X%s, common = X%s, touched_at = %s
				WHERE id = %d AND state = %s',
			$table,
			'live',
			$units,
			$blocks,
			bin2hex( $unit_ids ),
			bin2hex( $directory ),
			$now,
			$segment_id,
			'building'
		);
		foreach ( $replaced as $id ) {
			$this->database->execute( 'UPDATE %i SET state = %s, touched_at = %s WHERE id = %d', $table, 'retired', $now, $id );
		}
		return 1 === $published;
	}

	/** Deletes a segment with its blocks. */
	public function drop( int $segment_id ): void {
		$this->database->delete( 'knowledge_postings', [ 'segment_id' => $segment_id ] );
		$this->database->delete( 'knowledge_segments', [ 'id' => $segment_id ] );
	}

	/**
	 * Posting lists of a segment whose terms leave the given remainder when divided.
	 *
	 * @param int $divisor A power of two, at most the segment's number of blocks.
	 *
	 * @return array<int, array{0: string, 1: string}> By term.
	 */
	public function lists_by_remainder( Segment $segment, int $remainder, int $divisor ): array {
		$numbers = [];
		for ( $number = $remainder; $number < $segment->blocks; $number += $divisor ) {
			$numbers[] = $number;
		}
		foreach ( $segment->common as $term => $unused ) {
			if ( ( $term & ( $divisor - 1 ) ) === $remainder ) {
				$numbers[] = $segment->block( $term );
			}
		}
		$lists = [];
		$rows  = $this->database->rows(
			'SELECT data FROM %i WHERE segment_id = %d AND block IN (' . implode( ', ', array_fill( 0, count( $numbers ), '%d' ) ) . ')',
			$this->database->table( 'knowledge_postings' ),
			$segment->id,
			...$numbers
		);
		foreach ( $rows as $row ) {
			$lists += PostingBlock::lists( (string) $row['data'] );
		}
		return $lists;
	}

	/** @param list<int|string> $values Segment, block and hexadecimal data of each row, in a flat list. */
	private function insert( array $values ): void {
		$this->database->execute(
			'INSERT INTO %i (segment_id, block, data) VALUES ' . implode( ', ', array_fill( 0, intdiv( count( $values ), 3 ), '(%d, %d, X%s)' ) ),
			$this->database->table( 'knowledge_postings' ),
			...$values
		);
	}
}
