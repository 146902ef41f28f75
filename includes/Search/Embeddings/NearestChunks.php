<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Search\Embeddings;

defined( 'ABSPATH' ) || exit;

/**
 * Nearest-neighbour search: finds the chunks whose vectors have the highest cosine similarity to that of a query.
 *
 * A scan of the binary codes of all vectors (BitSlicedScan) selects candidates, which are then compared exactly. With up to some
 * hundred chunks there are no codes, and all vectors are compared.
 */
final class NearestChunks {

	/** Candidates compared exactly. */
	private const COMPARED = 320;

	public function __construct(
		private readonly VectorRepository $vectors,
		private readonly BitSlicedScan $scan,
	) {}

	/**
	 * The nearest chunks, nearest first.
	 *
	 * @param non-empty-list<float> $question Query vector of the space's model.
	 * @param int                   $limit    At most COMPARED.
	 *
	 * @return array<int, float> Cosine by chunk; empty when the vector has other dimensions than the space.
	 *
	 * @throws \Aaia\Chatbot\Storage\DatabaseFailure
	 */
	public function find( EmbeddingSpace $space, array $question, int $limit ): array {
		if ( count( $question ) !== $space->dimensions ) {
			return [];
		}
		$unit    = StoredVector::normalise( $question );
		$cosines = [];
		$rows    = $this->vectors->fresh( $space->id, VectorBlockBuilder::BULK )
			+ $this->vectors->find_many( $this->candidates( $space, $unit ) );
		foreach ( $rows as $row ) {
			if ( StoredVector::bytes( $space->dimensions ) === strlen( $row['vector'] ) ) {
				$cosines[ $row['chunk'] ] = StoredVector::cosine( $unit, $row['vector'] );
			}
		}
		arsort( $cosines );
		return array_slice( $cosines, 0, $limit, true );
	}

	/**
	 * Ids of the vectors whose codes are most similar to that of the query.
	 *
	 * @param array<int, float> $unit
	 *
	 * @return list<int>
	 */
	private function candidates( EmbeddingSpace $space, array $unit ): array {
		$mean   = MeanVector::unpack( $space->mean );
		$blocks = [] === $mean ? [] : $this->vectors->blocks( $space->id );
		if ( [] === $blocks ) {
			return [];
		}
		$best = $this->scan->best( array_column( $blocks, 'planes' ), ( new Projection( $mean ) )->project( $unit ), self::COMPARED );
		$ids  = implode( '', array_column( $blocks, 'ids' ) );
		return array_map( static fn( int $position ): int => (int) ( (array) unpack( 'V', $ids, 4 * $position ) )[1], $best );
	}
}
