<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Search\Index;

defined( 'ABSPATH' ) || exit;

/**
 * The state of the index for one search: the segments at its start, and the posting lists of its terms.
 *
 * Units outside segments are read before the list of segments, so a unit flushed in between is seen twice rather than never.
 */
final class IndexSnapshot {

	/** @var list<Segment> */
	public readonly array $segments;

	/** @var array<int, array<int, int>> Vectors of fresh units, by unit id. */
	public readonly array $fresh;

	/** @var list<array<int, int>> Vectors of removed units. */
	private readonly array $removed;

	/** Units in the index, without removed ones. */
	public readonly int $size;

	/** @var array<int, array<int, array{0: string, 1: string}>> Term => segment id => ordinals and impacts. */
	private array $lists = [];

	/** @var array<int, int> Document frequency: units in which a term occurs. */
	private array $frequencies = [];

	/** @var array<int, string> Unit ids by ordinal, packed, by segment. */
	private array $unit_ids = [];

	/** @var array<int, true> Terms too common for all their lists to be read. */
	private array $left_out = [];

	public function __construct(
		UnitRepository $units,
		private readonly SegmentRepository $repository,
	) {
		$fresh   = [];
		$removed = [];
		foreach ( $units->fresh_and_removed() as $unit ) {
			if ( UnitState::Fresh === $unit['state'] ) {
				$fresh[ $unit['id'] ] = $unit['vector'];
			} else {
				$removed[] = $unit['vector'];
			}
		}
		$this->fresh    = $fresh;
		$this->removed  = $removed;
		$this->segments = $repository->live();
		$this->size     = max(
			0,
			array_sum( array_map( static fn( Segment $segment ): int => $segment->units, $this->segments ) ) + count( $fresh ) - count( $removed ),
		);
	}

	/** Number of removed units that segments still contain. */
	public function removed_count(): int {
		return count( $this->removed );
	}

	/**
	 * Loads the posting lists of terms that are not loaded yet. At most one database query.
	 *
	 * @param array<int, mixed> $terms    Terms as keys.
	 * @param int               $postings Maximum postings of common terms to read; lists of other terms are always read.
	 * @param array<int, mixed> $optional Terms as keys; terms of less use, with a maximum of their own.
	 * @param int               $further
	 */
	public function load( array $terms, int $postings, array $optional = [], int $further = 0 ): void {
		$this->leave_out_common( array_diff_key( $terms, $this->frequencies ), $postings );
		$this->leave_out_common( array_diff_key( $optional, $terms, $this->frequencies ), $further );
		$new    = array_diff_key( $terms + $optional, $this->frequencies );
		$wanted = [];
		foreach ( $this->segments as $segment ) {
			foreach ( $new as $term => $unused ) {
				if ( ! isset( $this->left_out[ $term ], $segment->common[ $term ] ) ) {
					$wanted[ $segment->id ][] = $term;
				}
			}
		}
		$this->lists += $this->repository->lists( $this->segments, $wanted );
		foreach ( $new as $term => $unused ) {
			$this->frequencies[ $term ] = $this->count_units( $term );
		}
	}

	/**
	 * Marks the most common terms, those whose lists exceed the maximum, as left out.
	 *
	 * @param array<int, mixed> $new      Terms as keys.
	 * @param int               $postings
	 */
	private function leave_out_common( array $new, int $postings ): void {
		$common = [];
		foreach ( $this->segments as $segment ) {
			foreach ( $new as $term => $unused ) {
				$units = $segment->common_units( $term );
				if ( $units > 0 ) {
					$common[ $term ] = ( $common[ $term ] ?? 0 ) + $units;
				}
			}
		}
		asort( $common );
		foreach ( $common as $term => $units ) {
			$postings -= $units;
			if ( $postings < 0 ) {
				$this->left_out[ $term ] = true;
			}
		}
	}

	/** Whether some lists of the term were not read because it is too common. */
	public function is_too_common( int $term ): bool {
		return isset( $this->left_out[ $term ] );
	}

	private function count_units( int $term ): int {
		$frequency = 0;
		foreach ( $this->segments as $segment ) {
			$common     = $segment->common_units( $term );
			$frequency += $common > 0 ? $common : strlen( $this->lists[ $term ][ $segment->id ][1] ?? '' );
		}
		foreach ( $this->fresh as $vector ) {
			$frequency += isset( $vector[ $term ] ) ? 1 : 0;
		}
		foreach ( $this->removed as $vector ) {
			$frequency -= isset( $vector[ $term ] ) ? 1 : 0;
		}
		return max( 0, $frequency );
	}

	/**
	 * Posting lists of a loaded term.
	 *
	 * @return array<int, array{0: string, 1: string}> By segment id.
	 */
	public function lists( int $term ): array {
		return $this->lists[ $term ] ?? [];
	}

	/**
	 * Unit ids by ordinal, packed as SegmentRepository::unit_ids() gives them. Each segment is read once.
	 *
	 * @param list<int> $segment_ids
	 *
	 * @return array<int, string> By segment id.
	 */
	public function unit_ids( array $segment_ids ): array {
		$this->unit_ids += $this->repository->unit_ids( array_values( array_diff( $segment_ids, array_keys( $this->unit_ids ) ) ) );
		return $this->unit_ids;
	}

	/** Document frequency of a loaded term. */
	public function frequency( int $term ): int {
		return $this->frequencies[ $term ] ?? 0;
	}

	/** Inverse document frequency of BM25 in the form that is never negative: ln( 1 + (N - n + 0.5) / (n + 0.5) ). */
	public function idf( int $term ): float {
		$frequency = $this->frequencies[ $term ] ?? 0;
		return log( 1 + ( $this->size - min( $frequency, $this->size ) + 0.5 ) / ( $frequency + 0.5 ) );
	}
}
