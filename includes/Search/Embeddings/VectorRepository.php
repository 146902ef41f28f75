<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Search\Embeddings;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Content\StoredChunk;
use Aaia\Chatbot\Storage\Database;

/** Stores vectors of chunks and blocks of their codes. SQL only. */
final class VectorRepository {

	/** Block id of chunks whose text the server refused. They are not tried again. */
	public const REFUSED = 4_294_967_295;

	/** Rows in one statement. */
	private const ROWS = 500;

	public function __construct( private readonly Database $database ) {}

	/**
	 * Chunks after a position that have no vector in a space, in the order of their ids. Excluded documents are left out.
	 *
	 * @return list<PendingChunk>
	 */
	public function pending( int $space_id, int $after, int $limit ): array {
		$rows = $this->database->rows(
			'SELECT chunks.id, chunks.headings, chunks.text, documents.title FROM %i AS chunks JOIN %i AS units ON units.id = chunks.unit_id
				JOIN %i AS documents ON documents.id = units.document_id
			LEFT JOIN %i AS vectors ON vectors.chunk_id = chunks.id AND vectors.space_id = %d
			WHERE chunks.id > %d AND vectors.id IS NULL AND documents.excluded = 0 ORDER BY chunks.id LIMIT %d',
			$this->database->table( 'knowledge_chunks' ),
			$this->database->table( 'knowledge_units' ),
			$this->database->table( 'knowledge_documents' ),
			$this->vectors(),
			$space_id,
			$after,
			$limit
		);
		return array_map(
			static fn( array $row ): PendingChunk => new PendingChunk(
				(int) $row['id'],
				EmbeddedText::compose( (string) $row['title'], StoredChunk::headings( (string) $row['headings'] ), (string) $row['text'] ),
			),
			$rows,
		);
	}

	/** Number of chunks without a vector in a space. Reads whole tables. */
	public function count_pending( int $space_id ): int {
		return (int) $this->database->value(
			'SELECT COUNT(*) FROM %i AS chunks JOIN %i AS units ON units.id = chunks.unit_id
				JOIN %i AS documents ON documents.id = units.document_id
			LEFT JOIN %i AS vectors ON vectors.chunk_id = chunks.id AND vectors.space_id = %d WHERE vectors.id IS NULL AND documents.excluded = 0',
			$this->database->table( 'knowledge_chunks' ),
			$this->database->table( 'knowledge_units' ),
			$this->database->table( 'knowledge_documents' ),
			$this->vectors(),
			$space_id
		);
	}

	/** Number of chunks to embed. */
	public function count_chunks(): int {
		return (int) $this->database->value(
			'SELECT COUNT(*) FROM %i AS chunks JOIN %i AS units ON units.id = chunks.unit_id
				JOIN %i AS documents ON documents.id = units.document_id WHERE documents.excluded = 0',
			$this->database->table( 'knowledge_chunks' ),
			$this->database->table( 'knowledge_units' ),
			$this->database->table( 'knowledge_documents' )
		);
	}

	/** Bytes of text to embed for all chunks. Reads all text. */
	public function count_bytes(): int {
		return (int) $this->database->value(
			'SELECT SUM(LENGTH(chunks.text) + LENGTH(chunks.headings) + LENGTH(documents.title)) FROM %i AS chunks
			JOIN %i AS units ON units.id = chunks.unit_id JOIN %i AS documents ON documents.id = units.document_id WHERE documents.excluded = 0',
			$this->database->table( 'knowledge_chunks' ),
			$this->database->table( 'knowledge_units' ),
			$this->database->table( 'knowledge_documents' )
		);
	}

	/**
	 * Stores the vectors of chunks that still exist.
	 *
	 * @param array<int, array{hash: int, vector: string}> $vectors By chunk; an empty vector marks a refused text.
	 */
	public function add( int $space_id, array $vectors ): void {
		$this->database->transaction( function () use ( $space_id, $vectors ): void {
			foreach ( $this->database->rows(
				'SELECT id FROM %i WHERE id IN (' . self::marks( $vectors ) . ') FOR UPDATE',
				$this->database->table( 'knowledge_chunks' ),
				...array_keys( $vectors ),
			) as $row ) {
				$vector = $vectors[ (int) $row['id'] ];
				$values = [ $space_id, (int) $row['id'], $vector['hash'], '' === $vector['vector'] ? self::REFUSED : 0, bin2hex( $vector['vector'] ) ];
				$this->database->execute(
					'INSERT INTO %i (space_id, chunk_id, text_hash, block_id, vector) VALUES (%d, %d, %d, %d, X%s)
						ON DUPLICATE KEY UPDATE vector = vector',
					$this->vectors(),
					...$values,
				);
			}
		} );
	}

	/**
	 * Vectors outside blocks.
	 *
	 * @return array<int, array{chunk: int, vector: string}> By id, oldest first.
	 */
	public function fresh( int $space_id, int $limit ): array {
		return self::by_id( $this->database->rows(
			'SELECT id, chunk_id, vector FROM %i WHERE space_id = %d AND block_id = 0 ORDER BY id LIMIT %d',
			$this->vectors(),
			$space_id,
			$limit,
		) );
	}

	/**
	 * Vectors by id; deleted ones are missing.
	 *
	 * @param list<int> $ids
	 *
	 * @return array<int, array{chunk: int, vector: string}>
	 */
	public function find_many( array $ids ): array {
		return [] === $ids ? [] : self::by_id( $this->database->rows(
			'SELECT id, chunk_id, vector FROM %i WHERE id IN (' . self::marks( $ids ) . ')',
			$this->vectors(),
			...$ids,
		) );
	}

	public function count_fresh( int $space_id ): int {
		return (int) $this->database->value( 'SELECT COUNT(*) FROM %i WHERE space_id = %d AND block_id = 0', $this->vectors(), $space_id );
	}

	/**
	 * Totals of a space. Counts along an index and reads no vector.
	 *
	 * @return array{vectors: int, refused: int, bytes: int}
	 */
	public function totals( int $space_id, int $dimensions ): array {
		$all     = (int) $this->database->value( 'SELECT COUNT(*) FROM %i WHERE space_id = %d', $this->vectors(), $space_id );
		$refused = (int) $this->database
			->value( 'SELECT COUNT(*) FROM %i WHERE space_id = %d AND block_id = %d', $this->vectors(), $space_id, self::REFUSED );
		$coded   = (int) $this->database->value( 'SELECT SUM(vectors) FROM %i WHERE space_id = %d', $this->blocks_table(), $space_id );
		return [
			'vectors' => $all - $refused,
			'refused' => $refused,
			'bytes'   => ( $all - $refused ) * StoredVector::bytes( $dimensions ) + $coded * ( 4 + intdiv( Projection::SIGNS, 8 ) ),
		];
	}

	/**
	 * Blocks of a space.
	 *
	 * @return list<array{id: int, vectors: int, ids: string, planes: string}> Oldest first.
	 */
	public function blocks( int $space_id ): array {
		return array_map(
			static fn( array $row ): array => [
				'id'      => (int) $row['id'],
				'vectors' => (int) $row['vectors'],
				'ids'     => (string) $row['ids'],
				'planes'  => (string) $row['planes'],
			],
			$this->database->rows( 'SELECT id, vectors, ids, planes FROM %i WHERE space_id = %d ORDER BY id', $this->blocks_table(), $space_id )
		);
	}

	/**
	 * Number of vectors each block was built from, and how many of these are left.
	 *
	 * @return array<int, array{made: int, left: int}> By block, oldest first.
	 */
	public function block_usage( int $space_id ): array {
		$usage = [];
		foreach ( $this->database->rows(
			'SELECT id, vectors FROM %i WHERE space_id = %d ORDER BY id',
			$this->blocks_table(),
			$space_id,
		) as $row ) {
			$usage[ (int) $row['id'] ] = [
				'made' => (int) $row['vectors'],
				'left' => 0,
			];
		}
		foreach ( $this->database->rows(
			'SELECT block_id, COUNT(*) AS vectors FROM %i WHERE space_id = %d AND block_id > 0 AND block_id < %d GROUP BY block_id',
			$this->vectors(),
			$space_id,
			self::REFUSED,
		) as $row ) {
			if ( isset( $usage[ (int) $row['block_id'] ] ) ) {
				$usage[ (int) $row['block_id'] ]['left'] = (int) $row['vectors'];
			}
		}
		return $usage;
	}

	/**
	 * Adds a block of vectors.
	 *
	 * @param list<int> $ids In the order of their codes.
	 */
	public function add_block( int $space_id, array $ids, string $planes ): void {
		$this->database->transaction( function () use ( $space_id, $ids, $planes ): void {
			$block = $this->insert_block( $space_id, count( $ids ), pack( 'V*', ...$ids ), $planes );
			foreach ( array_chunk( $ids, self::ROWS ) as $some ) {
				$this->database->execute(
					'UPDATE %i SET block_id = %d WHERE block_id = 0 AND id IN (' . self::marks( $some ) . ')',
					$this->vectors(),
					$block,
					...$some,
				);
			}
		} );
	}

	/**
	 * Replaces several blocks by one.
	 *
	 * @param list<array{id: int, vectors: int, ids: string, planes: string}> $parts
	 */
	public function join_blocks( int $space_id, array $parts ): void {
		$planes = BitPlanes::join( array_column( $parts, 'planes' ) );
		$this->database->transaction( function () use ( $space_id, $parts, $planes ): void {
			$block = $this->insert_block(
				$space_id,
				array_sum( array_column( $parts, 'vectors' ) ),
				implode( '', array_column( $parts, 'ids' ) ),
				$planes,
			);
			foreach ( array_column( $parts, 'id' ) as $part ) {
				$this->database->update( 'knowledge_vectors', [ 'block_id' => $block ], [ 'space_id' => $space_id, 'block_id' => $part ] );
				$this->database->delete( 'knowledge_vector_blocks', [ 'id' => $part ] );
			}
		} );
	}

	/** Deletes a block and keeps its vectors, which are compared one by one until they are in another block. */
	public function dissolve_block( int $space_id, int $block_id ): void {
		$this->database->transaction( function () use ( $space_id, $block_id ): void {
			$this->database->update( 'knowledge_vectors', [ 'block_id' => 0 ], [ 'space_id' => $space_id, 'block_id' => $block_id ] );
			$this->database->delete( 'knowledge_vector_blocks', [ 'id' => $block_id ] );
		} );
	}

	/**
	 * Deletes a batch of a space's vectors, and all its blocks.
	 *
	 * @return bool Whether more may be left.
	 */
	public function delete_some( int $space_id ): bool {
		$this->database->delete( 'knowledge_vector_blocks', [ 'space_id' => $space_id ] );
		$ids = array_map(
			static fn( array $row ): int => (int) $row['id'],
			$this->database->rows( 'SELECT id FROM %i WHERE space_id = %d LIMIT %d', $this->vectors(), $space_id, self::ROWS ),
		);
		if ( [] !== $ids ) {
			$this->database->execute( 'DELETE FROM %i WHERE id IN (' . self::marks( $ids ) . ')', $this->vectors(), ...$ids );
		}
		return self::ROWS === count( $ids );
	}

	private function insert_block( int $space_id, int $vectors, string $ids, string $planes ): int {
		$this->database->execute(
			'INSERT INTO %i (space_id, vectors, ids, planes) VALUES (%d, %d, X%s, X%s)',
			$this->blocks_table(),
			$space_id,
			$vectors,
			bin2hex( $ids ),
			bin2hex( $planes ),
		);
		return (int) $this->database->value( 'SELECT MAX(id) FROM %i WHERE space_id = %d', $this->blocks_table(), $space_id );
	}

	/**
	 * @param array<mixed> $values
	 *
	 * @return literal-string
	 */
	private static function marks( array $values ): string {
		return implode( ', ', array_fill( 0, max( 1, count( $values ) ), '%d' ) );
	}

	/**
	 * @param list<array<string, ?string>> $rows
	 *
	 * @return array<int, array{chunk: int, vector: string}>
	 */
	private static function by_id( array $rows ): array {
		$vectors = [];
		foreach ( $rows as $row ) {
			$vectors[ (int) $row['id'] ] = [
				'chunk'  => (int) $row['chunk_id'],
				'vector' => (string) $row['vector'],
			];
		}
		return $vectors;
	}

	private function vectors(): string {
		return $this->database->table( 'knowledge_vectors' );
	}

	private function blocks_table(): string {
		return $this->database->table( 'knowledge_vector_blocks' );
	}
}
