<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Search\Index;

defined( 'ABSPATH' ) || exit;

/**
 * Distributes posting lists over the blocks of a new segment.
 *
 * A term is in block `term mod blocks`; a common term has a block of its own after those, so it is read only when a query contains it.
 */
final class BlockPacker {

	/** @var array<int, int> Common terms so far: number of units by term, in the order of their blocks. */
	private array $common = [];

	private readonly int $common_from;

	/**
	 * @param int $blocks Number of blocks for the terms that are not common, a power of two.
	 * @param int $units  Units of the segment.
	 */
	public function __construct(
		private readonly int $blocks,
		int $units,
	) {
		$this->common_from = Segment::common_from( $units );
	}

	/**
	 * Packs posting lists into blocks, keyed by block number. All lists of one block must be passed in one call.
	 *
	 * @param array<int, array{0: string, 1: string}> $lists Ordinals and impacts by term.
	 *
	 * @return \Generator<int, string>
	 */
	public function pack( array $lists ): \Generator {
		$groups = [];
		foreach ( $lists as $term => $list ) {
			if ( strlen( $list[1] ) >= $this->common_from ) {
				yield $this->blocks + count( $this->common ) => PostingBlock::pack( [ $term => $list ] );
				$this->common[ $term ] = strlen( $list[1] );
			} else {
				$groups[ $term & ( $this->blocks - 1 ) ][] = $term;
			}
		}
		foreach ( $groups as $block => $terms ) {
			$of_block = [];
			foreach ( $terms as $term ) {
				$of_block[ $term ] = $lists[ $term ];
			}
			yield $block => PostingBlock::pack( $of_block );
		}
	}

	/** The directory of the common terms packed so far. */
	public function directory(): string {
		return Segment::directory( $this->common );
	}
}
