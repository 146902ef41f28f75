<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Search\Index;

defined( 'ABSPATH' ) || exit;

/** An immutable part of the index with the postings of some thousand units. */
final class Segment {

	/** A term is common when at least one in this many units contains it, */
	private const COMMON_PART = 16;

	/** and at least this many units do. */
	private const COMMON_LEAST = 64;

	/**
	 * @param int             $id
	 * @param int             $units        Number of units, including removed ones; their ordinals are 0 to units - 1.
	 * @param int             $blocks       Number of blocks its terms are distributed over, a power of two.
	 * @param array<int, int> $common       Common terms, each in a block of its own after the others: number (from 1) by term.
	 * @param array<int, int> $common_units Number of units by number of the term.
	 */
	private function __construct(
		public readonly int $id,
		public readonly int $units,
		public readonly int $blocks,
		public readonly array $common,
		private readonly array $common_units,
	) {}

	/**
	 * Creates a segment from its database columns.
	 *
	 * @param string $directory Its common terms (4 bytes each) in the order of their blocks, then their numbers of units (2 bytes each).
	 */
	public static function from_columns( int $id, int $units, int $blocks, string $directory ): self {
		$count = intdiv( strlen( $directory ), 6 );
		if ( 0 === $count ) {
			return new self( $id, $units, $blocks, [], [] );
		}
		return new self(
			$id,
			$units,
			$blocks,
			array_flip( (array) unpack( 'V' . $count, $directory ) ),
			(array) unpack( 'v' . $count, $directory, 4 * $count ),
		);
	}

	/**
	 * Packs the directory of common terms for its database column.
	 *
	 * @param array<int, int> $units Number of units by term, in the order of their blocks.
	 */
	public static function directory( array $units ): string {
		return [] === $units ? '' : pack( 'V*', ...array_keys( $units ) ) . pack( 'v*', ...array_values( $units ) );
	}

	/** Number of units from which a term is common in a segment of this size. */
	public static function common_from( int $units ): int {
		return max( self::COMMON_LEAST, intdiv( $units, self::COMMON_PART ) );
	}

	/** Number of the block that contains a term's list. */
	public function block( int $term ): int {
		return isset( $this->common[ $term ] ) ? $this->blocks + $this->common[ $term ] - 1 : $term & ( $this->blocks - 1 );
	}

	/** Document frequency of a common term; 0 when the term is not common. */
	public function common_units( int $term ): int {
		return $this->common_units[ $this->common[ $term ] ?? 0 ] ?? 0;
	}
}
