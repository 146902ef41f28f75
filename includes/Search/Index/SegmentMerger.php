<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Search\Index;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Storage\Database;

/**
 * Keeps searches fast: flushes fresh units into segments, and merges segments that are small or hold many removed units.
 *
 * A new segment is written beside those it replaces and takes their place in one short transaction, so a process killed at any
 * point loses nothing, and searches continue. Document frequencies stay exact: a unit is counted in exactly one place at any time.
 * A unit is rewritten once per tier at most, so building an index takes time linear in its size.
 */
final class SegmentMerger {

	/** Fresh units before a flush. A search reads them one by one, about 10 microseconds each. */
	public const FRESH = 256;

	/** Removed units before a merge. A search subtracts each of them from the document frequencies. */
	private const REMOVED = 256;

	/** Segments of one tier before they are merged. */
	private const SEGMENTS_A_TIER = 8;

	/** Units below which a segment belongs to the first tier, and to the second. Larger ones are merged only for their removed units. */
	private const TIERS = [ 1500, 12_000 ];

	/** Maximum units of a segment; ordinals have 16 bits. */
	private const LARGEST = 40_000;

	/** Average fill of blocks when their number is rounded up to a power of two. */
	private const FILLED = 0.75;

	public function __construct(
		private readonly Database $database,
		private readonly UnitRepository $units,
		private readonly SegmentRepository $segments,
	) {}

	/** Whether a flush or merge would make searches faster. */
	public function is_needed(): bool {
		return $this->units->count( UnitState::Fresh ) >= self::FRESH
			|| $this->units->count( UnitState::Removed ) >= self::REMOVED
			|| [] !== $this->full_tier( $this->segments->live() );
	}

	/**
	 * Does one flush or merge: a few seconds at most.
	 *
	 * @param int $fresh Flush when there are at least this many fresh units.
	 *
	 * @return bool Whether anything was done; call again until false.
	 *
	 * @throws \Aaia\Chatbot\Storage\DatabaseFailure Nothing is lost; call again.
	 */
	public function run_step( int $fresh = self::FRESH ): bool {
		if ( $this->units->count( UnitState::Fresh ) >= max( 1, $fresh ) ) {
			return $this->flush();
		}
		$this->segments->delete_unused();
		$live = $this->segments->live();
		$tier = $this->full_tier( $live );
		if ( [] !== $tier ) {
			return $this->merge( $tier );
		}
		return $this->units->count( UnitState::Removed ) >= self::REMOVED && $this->merge( $this->most_removed( $live ) );
	}

	/** Writes the oldest fresh units into a new segment. */
	private function flush(): bool {
		$segment_id = $this->segments->begin();
		if ( null === $segment_id ) {
			return false;
		}
		$fresh   = $this->units->fresh( SegmentBuilder::CAPACITY );
		$builder = new SegmentBuilder();
		$ordinal = 0;
		foreach ( $fresh as $vector ) {
			$builder->add( $ordinal++, $vector );
		}
		$blocks = $builder->blocks();
		$ids    = array_keys( $fresh );
		$packer = new BlockPacker( $blocks, count( $ids ) );
		$this->segments->store( $segment_id, $packer->pack( $builder->lists() ) );
		return $this->database->transaction( function () use ( $segment_id, $blocks, $ids, $fresh, $packer ): bool {
			if ( ! $this->segments->publish( $segment_id, count( $ids ), $blocks, pack( 'V*', ...$ids ), $packer->directory(), [] ) ) {
				return false;
			}
			foreach ( $this->units->assign_to_segment( $ids, $segment_id ) as $gone ) {
				$this->units->add_removed( $gone, $segment_id, $fresh[ $gone ] );
			}
			return true;
		} );
	}

	/**
	 * Merges segments into one, leaving out their removed units.
	 *
	 * @param list<Segment> $parts
	 */
	private function merge( array $parts ): bool {
		if ( [] === $parts ) {
			return false;
		}
		$segment_id = $this->segments->begin();
		if ( null === $segment_id ) {
			return false;
		}
		$part_ids       = array_map( static fn( Segment $part ): int => $part->id, $parts );
		$removed        = $this->units->removed_in_segments( $part_ids );
		[ $maps, $ids ] = $this->renumber( $parts, array_flip( $removed ) );
		$part_blocks    = array_map( static fn( Segment $part ): int => $part->blocks, $parts );
		$step           = min( $part_blocks );
		$blocks         = max(
			$step,
			SegmentBuilder::blocks_for( (int) ( array_sum( $part_blocks ) * SegmentBuilder::BLOCK_BYTES * self::FILLED ) ),
		);
		$packer         = new BlockPacker( $blocks, count( $ids ) );
		for ( $remainder = 0; $remainder < $step; $remainder++ ) {
			$merger = new PostingListMerger();
			foreach ( $parts as $part ) {
				$merger->add( $this->segments->lists_by_remainder( $part, $remainder, $step ), $maps[ $part->id ] );
			}
			$this->segments->store( $segment_id, $packer->pack( $merger->lists() ) );
		}
		return $this->database->transaction( function () use ( $segment_id, $ids, $blocks, $packer, $part_ids, $removed ): bool {
			if ( ! $this->segments->publish(
				$segment_id,
				count( $ids ),
				$blocks,
				[] === $ids ? '' : pack( 'V*', ...$ids ),
				$packer->directory(),
				$part_ids,
			) ) {
				return false;
			}
			$this->units->delete_removed( $removed );
			$this->units->move_to_segment( $part_ids, $segment_id );
			if ( [] === $ids ) {
				$this->segments->drop( $segment_id );
			}
			return true;
		} );
	}

	/**
	 * Assigns new ordinals to the units of several segments and lists their ids in that order.
	 *
	 * @param list<Segment>   $parts
	 * @param array<int, int> $removed Unit ids as keys.
	 *
	 * @return array{0: array<int, array<int, int>>, 1: list<int>} By segment: old ordinal => new ordinal; and the unit ids.
	 */
	private function renumber( array $parts, array $removed ): array {
		$packed = $this->segments->unit_ids( array_map( static fn( Segment $part ): int => $part->id, $parts ) );
		$maps   = [];
		$ids    = [];
		foreach ( $parts as $part ) {
			$maps[ $part->id ] = [];
			foreach ( array_values( (array) unpack( 'V*', $packed[ $part->id ] ?? '' ) ) as $ordinal => $id ) {
				if ( ! isset( $removed[ $id ] ) ) {
					$maps[ $part->id ][ $ordinal ] = count( $ids );
					$ids[]                         = (int) $id;
				}
			}
		}
		return [ $maps, $ids ];
	}

	/**
	 * The segments of the lowest tier that is full.
	 *
	 * @param list<Segment> $live
	 *
	 * @return list<Segment>
	 */
	private function full_tier( array $live ): array {
		$tiers = [];
		foreach ( $live as $segment ) {
			if ( $segment->units < self::TIERS[1] ) {
				$tiers[ $segment->units < self::TIERS[0] ? 0 : 1 ][] = $segment;
			}
		}
		ksort( $tiers );
		foreach ( $tiers as $tier ) {
			if ( count( $tier ) >= self::SEGMENTS_A_TIER ) {
				return $this->fitting( $tier );
			}
		}
		return [];
	}

	/**
	 * The segments that fit into one together.
	 *
	 * @param list<Segment> $segments
	 *
	 * @return list<Segment>
	 */
	private function fitting( array $segments ): array {
		$units = 0;
		return array_values( array_filter(
			$segments,
			static function ( Segment $segment ) use ( &$units ): bool {
				$units += $segment->units;
				return $units <= self::LARGEST;
			}
		) );
	}

	/**
	 * The segment with the most removed units.
	 *
	 * @param list<Segment> $live
	 *
	 * @return list<Segment> One, or none.
	 */
	private function most_removed( array $live ): array {
		$removed = $this->units->count_removed_by_segment();
		usort( $live, static fn( Segment $a, Segment $b ): int => ( $removed[ $b->id ] ?? 0 ) <=> ( $removed[ $a->id ] ?? 0 ) );
		return array_slice( $live, 0, 1 );
	}
}
