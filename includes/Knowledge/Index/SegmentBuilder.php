<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Knowledge\Index;

/**
 * Gathers the posting lists of a new segment in memory and hands them out as blocks.
 *
 * Takes units in the order of their ordinals. Memory: about 6 kB a unit.
 */
final class SegmentBuilder {

	/** Units a segment holds at most; bounds the memory of building and of searching one. */
	public const CAPACITY = 8192;

	/** Bytes a block is meant to have: small enough to be read for one term, large enough to keep rows few. */
	public const BLOCK_BYTES = 4096;

	/** @var array<int, string> */
	private array $ordinals = [];

	/** @var array<int, string> */
	private array $impacts = [];

	private int $bytes = 0;

	/** @param array<int, int> $vector Term => impact. */
	public function add( int $ordinal, array $vector ): void {
		$packed = pack( 'v', $ordinal );
		foreach ( $vector as $term => $impact ) {
			if ( isset( $this->ordinals[ $term ] ) ) {
				$this->ordinals[ $term ] .= $packed;
				$this->impacts[ $term ]  .= chr( $impact );
			} else {
				$this->ordinals[ $term ] = $packed;
				$this->impacts[ $term ]  = chr( $impact );
				$this->bytes            += 6;
			}
		}
		$this->bytes += 3 * count( $vector );
	}

	/** Number of blocks: a power of two, so that blocks of segments of different sizes line up when they are merged. */
	public function blocks(): int {
		return self::blocks_for( $this->bytes );
	}

	/** The same for a number of bytes. */
	public static function blocks_for( int $bytes ): int {
		$blocks = 1;
		while ( $blocks * self::BLOCK_BYTES < $bytes && $blocks < 65536 ) {
			$blocks *= 2;
		}
		return $blocks;
	}

	/**
	 * The blocks, by number; a term is in block `term mod blocks`. Empty ones are left out.
	 *
	 * @return \Generator<int, string>
	 */
	public function pack( int $blocks ): \Generator {
		$terms_of = [];
		foreach ( $this->ordinals as $term => $ordinals ) {
			$terms_of[ $term & ( $blocks - 1 ) ][] = $term;
		}
		foreach ( $terms_of as $block => $terms ) {
			$lists = [];
			foreach ( $terms as $term ) {
				$lists[ $term ] = [ $this->ordinals[ $term ], $this->impacts[ $term ] ];
			}
			yield $block => PostingBlock::pack( $lists );
		}
	}
}
