<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Search\Index;

defined( 'ABSPATH' ) || exit;

/**
 * Selects the units that match a query best, by BM25 over character n-grams and stems.
 *
 * Posting lists are read from the rarest term on until the budget of postings is used up. The most common terms, which discriminate least,
 * are counted in the text of the best units instead (CommonTermScorer). On a site with a few thousand units the budget covers all terms.
 */
final class CandidateFinder {

	/** Postings read per query: about 45 ns each. */
	public const BUDGET = 50_000;

	/** The same for other words for the same thing. */
	public const OTHERS_BUDGET = 15_000;

	/** Units returned. */
	private const LIMIT = 120;

	/**
	 * @param array<int, float> $weights Term => weight.
	 * @param array<int, float> $others  The same for terms of other words for the same thing; with a budget of their own, and not
	 *                                   counted in the text.
	 * @param array<int, float> $abroad  The same for what the words are called in the other language.
	 */
	public function find( IndexSnapshot $snapshot, array $weights, array $others = [], array $abroad = [] ): Candidates {
		$snapshot->load( $weights, self::BUDGET, $others + $abroad, self::OTHERS_BUDGET );
		$factors = $this->factors( $snapshot, $weights );
		$read    = $this->within_budget( $snapshot, $factors, self::BUDGET );
		$own     = $this->with_others( $snapshot, $read, $others );
		return new Candidates(
			$this->scores( $snapshot, $own ),
			[] === $abroad ? [] : $this->scores( $snapshot, $this->with_others( $snapshot, $own, $abroad ) ),
			array_diff_key( $factors, $read ),
		);
	}

	/**
	 * Factors with those of other words added; of one term the higher counts.
	 *
	 * @param array<int, float> $factors
	 * @param array<int, float> $others  Term => weight.
	 *
	 * @return array<int, float>
	 */
	private function with_others( IndexSnapshot $snapshot, array $factors, array $others ): array {
		$added = $this->within_budget( $snapshot, $this->factors( $snapshot, $others ), self::OTHERS_BUDGET );
		foreach ( $added as $term => $factor ) {
			$added[ $term ] = max( $factor, $factors[ $term ] ?? 0.0 );
		}
		return $added + $factors;
	}

	/**
	 * Factors of the terms that the index has, rarest first.
	 *
	 * @param array<int, float> $weights
	 *
	 * @return array<int, float>
	 */
	private function factors( IndexSnapshot $snapshot, array $weights ): array {
		$postings = array_filter( array_map( $snapshot->frequency( ... ), array_combine( array_keys( $weights ), array_keys( $weights ) ) ) );
		asort( $postings );
		$factors = [];
		foreach ( $postings as $term => $unused ) {
			$factors[ $term ] = $weights[ $term ] * $snapshot->idf( $term ) * Impacts::UNIT;
		}
		return $factors;
	}

	/**
	 * Those of the terms whose lists the budget allows to read.
	 *
	 * @param array<int, float> $factors Rarest term first.
	 *
	 * @return array<int, float>
	 */
	private function within_budget( IndexSnapshot $snapshot, array $factors, int $budget ): array {
		$read = [];
		foreach ( $factors as $term => $factor ) {
			$budget -= $snapshot->frequency( $term );
			if ( ! $snapshot->is_too_common( $term ) && ( $budget >= 0 || [] === $read ) ) {
				$read[ $term ] = $factor;
			}
		}
		return $read;
	}

	/**
	 * @param array<int, float> $factors By term.
	 *
	 * @return array<int, float>
	 */
	private function scores( IndexSnapshot $snapshot, array $factors ): array {
		$top_k = new TopK( self::LIMIT + $snapshot->removed_count() );
		foreach ( $snapshot->segments as $segment ) {
			$scores = array_fill( 0, max( 1, $segment->units ), 0.0 );
			foreach ( $factors as $term => $factor ) {
				$list = $snapshot->lists( $term )[ $segment->id ] ?? null;
				if ( null === $list ) {
					continue;
				}
				$impacts = (array) unpack( 'C*', $list[1] );
				foreach ( (array) unpack( 'v*', $list[0] ) as $at => $ordinal ) {
					$scores[ $ordinal ] += $factor * $impacts[ $at ];
				}
			}
			$top_k->add( $segment->id, $scores );
		}
		$units = $this->by_unit( $snapshot, $top_k->top() );
		foreach ( $snapshot->fresh as $id => $vector ) {
			$score = 0.0;
			foreach ( array_intersect_key( $vector, $factors ) as $term => $impact ) {
				$score += $factors[ $term ] * $impact;
			}
			if ( $score > 0 ) {
				$units[ $id ] = $score;
			}
		}
		arsort( $units );
		return array_slice( $units, 0, self::LIMIT + $snapshot->removed_count(), true );
	}

	/**
	 * @param array<int, array<int, float>> $kept By segment and ordinal.
	 *
	 * @return array<int, float> By unit id.
	 */
	private function by_unit( IndexSnapshot $snapshot, array $kept ): array {
		$units = [];
		$ids   = $snapshot->unit_ids( array_keys( $kept ) );
		foreach ( $kept as $segment_id => $scores ) {
			foreach ( $scores as $ordinal => $score ) {
				$id = unpack( 'V', substr( $ids[ $segment_id ] ?? '', 4 * $ordinal, 4 ) . "\0\0\0\0" );
				if ( is_array( $id ) && $id[1] > 0 ) {
					$units[ $id[1] ] = $score;
				}
			}
		}
		return $units;
	}
}
