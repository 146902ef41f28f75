<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Search\Index;

defined( 'ABSPATH' ) || exit;

/**
 * Gathers the posting lists of a new segment in memory.
 *
 * Takes units in the order of their ordinals. Memory: about 6 kB a unit.
 */
final class SegmentBuilder {

	/** Units that are gathered at once; bounds the memory it takes. */
	public const CAPACITY = 4096;

	/** Bytes a block is meant to have: small enough to be read for one term, large enough to keep rows few. */
	public const BLOCK_BYTES = 2048;

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
	 * Everything gathered.
	 *
	 * @return array<int, array{0: string, 1: string}> Ordinals and impacts by term.
	 */
	public function lists(): array {
		$lists = [];
		foreach ( $this->ordinals as $term => $ordinals ) {
			$lists[ $term ] = [ $ordinals, $this->impacts[ $term ] ];
		}
		return $lists;
	}
}
