<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Search\Index;

defined( 'ABSPATH' ) || exit;

/**
 * Builds the posting lists of a new segment in memory.
 *
 * Units must be added in the order of their ordinals. Memory: about 6 kB per unit.
 */
final class SegmentBuilder {

	/** Maximum units per segment built in memory; limits memory use. */
	public const CAPACITY = 4096;

	/** Target size of a block: small enough to read for one term, large enough to keep the number of rows low. */
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

	/** Number of blocks: a power of two, so that blocks of segments of different sizes align when they are merged. */
	public function blocks(): int {
		return self::blocks_for( $this->bytes );
	}

	/** Number of blocks for posting lists of this size. */
	public static function blocks_for( int $bytes ): int {
		$blocks = 1;
		while ( $blocks * self::BLOCK_BYTES < $bytes && $blocks < 65536 ) {
			$blocks *= 2;
		}
		return $blocks;
	}

	/**
	 * All posting lists.
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
