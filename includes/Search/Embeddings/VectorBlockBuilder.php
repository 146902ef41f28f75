<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Search\Embeddings;

defined( 'ABSPATH' ) || exit;

/**
 * Builds blocks of binary codes from vectors, so that a search does not compare all vectors one by one.
 *
 * A process killed at any point loses nothing: a vector belongs to a block only once the block is stored, and vectors of deleted chunks
 * are skipped.
 */
final class VectorBlockBuilder {

	/** Vectors outside blocks before a new block is built. A search compares them one by one, 10 to 30 microseconds each. */
	public const FRESH = 128;

	/** Vectors of a new block while a space is being built: half a second of work. */
	public const BULK = 2048;

	/** Blocks are joined when there are this many of at most this fraction of the maximum size. */
	private const SMALL = 8;

	/** Maximum vectors of a block: one megabyte. */
	private const LARGEST = 16_384;

	/** A block is rebuilt when less than this share of its vectors is left. */
	private const WORN = 0.7;

	public function __construct(
		private readonly EmbeddingSpaceRepository $spaces,
		private readonly VectorRepository $vectors,
	) {}

	/**
	 * Builds, dissolves or joins blocks, one step at a time: about a second.
	 *
	 * @param int $fresh Build a block when at least this many vectors are outside blocks.
	 *
	 * @return bool Whether anything was done; call again until false.
	 *
	 * @throws \Aaia\Chatbot\Storage\DatabaseFailure Nothing is lost; call again.
	 */
	public function run_step( EmbeddingSpace $space, int $fresh = self::FRESH ): bool {
		if ( $this->vectors->count_fresh( $space->id ) >= $fresh ) {
			return $this->build_block( $space );
		}
		$usage = $this->vectors->block_usage( $space->id );
		foreach ( $usage as $block => [ 'made' => $made, 'left' => $left ] ) {
			if ( $left < self::WORN * $made ) {
				$this->vectors->dissolve_block( $space->id, $block );
				return true;
			}
		}
		return $this->join_small_blocks(
			$space,
			array_filter( $usage, static fn( array $block ): bool => $block['made'] * self::SMALL <= self::LARGEST ),
		);
	}

	/** Builds a block of vectors outside blocks. Planes consist of whole bytes, so the number of vectors is a multiple of 8. */
	private function build_block( EmbeddingSpace $space ): bool {
		$fresh = $this->vectors->fresh( $space->id, self::BULK );
		$fresh = array_slice( $fresh, 0, count( $fresh ) - count( $fresh ) % 8, true );
		if ( [] === $fresh ) {
			return false;
		}
		$stored = array_values( array_column( $fresh, 'vector' ) );
		$mean   = MeanVector::unpack( $space->mean );
		if ( [] === $mean ) {
			// The mean of the first vectors is kept for all: more vectors would hardly change the codes.
			$mean = MeanVector::compute( $stored );
			$this->spaces->store_mean( $space->id, MeanVector::pack( $mean ) );
		}
		$projection = new Projection( $mean );
		$signs      = array_map( static fn( string $vector ): string => $projection->signs( StoredVector::unpack( $vector ) ), $stored );
		$this->vectors->add_block( $space->id, array_keys( $fresh ), BitPlanes::from_signs( $signs ) );
		return true;
	}

	/** @param array<int, array{made: int, left: int}> $small By block. */
	private function join_small_blocks( EmbeddingSpace $space, array $small ): bool {
		if ( count( $small ) < self::SMALL ) {
			return false;
		}
		$parts = array_filter( $this->vectors->blocks( $space->id ), static fn( array $block ): bool => isset( $small[ $block['id'] ] ) );
		$this->vectors->join_blocks( $space->id, array_slice( array_values( $parts ), 0, self::SMALL ) );
		return true;
	}
}
