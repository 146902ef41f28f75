<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Search\Embeddings;

defined( 'ABSPATH' ) || exit;

/**
 * Gathers vectors into blocks of codes, so that a search need not compare them one by one.
 *
 * Killed at any point nothing is lost: a vector is in a block only once the block is stored, and one whose chunk is gone is passed over.
 */
final class VectorBlockBuilder {

	/** Vectors in no block that a search may have to compare one by one; each costs it 10 to 30 microseconds. */
	public const FRESH = 128;

	/** Vectors of a new block while a space is being filled: half a second of work. */
	public const BULK = 2048;

	/** Blocks smaller than the largest by so much are joined when there are as many. */
	private const SMALL = 8;

	/** Vectors of the largest block: a megabyte. */
	private const LARGEST = 16_384;

	/** A block is made anew when fewer of its vectors are left. */
	private const WORN = 0.7;

	public function __construct(
		private readonly EmbeddingSpaceRepository $spaces,
		private readonly VectorRepository $vectors,
	) {}

	/**
	 * Does one piece of work: about a second.
	 *
	 * @param int $fresh Gather vectors when at least so many are in no block.
	 *
	 * @return bool Whether something was done; call again until false.
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
		return $this->join_small_blocks( $space, array_filter( $usage, static fn( array $block ): bool => $block['made'] * self::SMALL <= self::LARGEST ) );
	}

	/** Makes a block of vectors that are in none; whole bytes of every plane, so a multiple of 8. */
	private function build_block( EmbeddingSpace $space ): bool {
		$fresh = $this->vectors->fresh( $space->id, self::BULK );
		$fresh = array_slice( $fresh, 0, count( $fresh ) - count( $fresh ) % 8, true );
		if ( [] === $fresh ) {
			return false;
		}
		$stored = array_values( array_column( $fresh, 'vector' ) );
		$mean   = MeanVector::unpack( $space->mean );
		if ( [] === $mean ) {
			// The mean of the first ones stands for all: what it is good for changes little with more of them.
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
