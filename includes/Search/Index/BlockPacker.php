<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Search\Index;

defined( 'ABSPATH' ) || exit;

/**
 * Spreads posting lists over the blocks of a new segment.
 *
 * A term is in block `term mod blocks`; a common one has a block of its own behind those, so that it is read only when it is wanted.
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
	 * Blocks of some lists, by number. All lists of one block must come in one call.
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
