<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Knowledge\Index;

/** A part of the index: up to SegmentBuilder::CAPACITY units whose postings never change. */
final class Segment {

	/** A term is common when one unit in so many has it, */
	private const COMMON_PART = 16;

	/** and at least so many. */
	private const COMMON_LEAST = 64;

	/**
	 * @param int                $id
	 * @param int                $units  Units in it, the removed ones too; their ordinals are 0 to units - 1.
	 * @param int                $blocks Number of blocks its terms are spread over, a power of two.
	 * @param array<int, array{0: int, 1: int}> $common Terms that many of its units have, each in a block of its own: block and number of units by term.
	 */
	public function __construct(
		public readonly int $id,
		public readonly int $units,
		public readonly int $blocks,
		public readonly array $common,
	) {}

	/** Units that must have a term for it to be common in a segment of this size. */
	public static function common_from( int $units ): int {
		return max( self::COMMON_LEAST, intdiv( $units, self::COMMON_PART ) );
	}

	/** The block that holds a term's list. */
	public function block( int $term ): int {
		return $this->common[ $term ][0] ?? $term & ( $this->blocks - 1 );
	}

	/**
	 * The directory of common terms from its column.
	 *
	 * @param string $packed The terms (4 bytes each) in the order of their blocks, then the numbers of units (2 bytes each).
	 *
	 * @return array<int, array{0: int, 1: int}> As for the constructor.
	 */
	public static function directory( string $packed, int $blocks ): array {
		$count = intdiv( strlen( $packed ), 6 );
		if ( 0 === $count ) {
			return [];
		}
		$units  = (array) unpack( 'v' . $count, $packed, 4 * $count );
		$common = [];
		foreach ( (array) unpack( 'V' . $count, $packed ) as $number => $term ) {
			$common[ $term ] = [ $blocks + $number - 1, $units[ $number ] ];
		}
		return $common;
	}

	/**
	 * The column of a directory.
	 *
	 * @param array<int, int> $units Number of units by term, in the order of their blocks.
	 */
	public static function packed_directory( array $units ): string {
		return [] === $units ? '' : pack( 'V*', ...array_keys( $units ) ) . pack( 'v*', ...array_values( $units ) );
	}
}
