<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Knowledge\Index;

/**
 * Finds the units that fit a question best, by BM25 over grams and stems.
 *
 * Lists are read from the rarest term on until the budget of postings is used up; the commoner terms, which tell units apart least, are
 * then looked up for the best units only. On a site of some thousand units the budget covers everything and the result is exact.
 */
final class CandidateFinder {

	/** Postings read in full for one question: about 45 ns each. */
	private const BUDGET = 120_000;

	/** Units for which the common terms are looked up. */
	private const SHORTLIST = 200;

	public function __construct( private readonly SegmentRepository $segments ) {}

	/**
	 * Units and their scores, best first.
	 *
	 * @param array<int, float> $weights Term => weight.
	 *
	 * @return array<int, float> By unit id; units deleted meanwhile may be among them.
	 */
	public function find( IndexView $view, array $weights ): array {
		$view->read( $weights );
		$factors = [];
		$postings = [];
		foreach ( $weights as $term => $weight ) {
			$frequency = $view->frequency( $term );
			if ( $frequency > 0 ) {
				$factors[ $term ]  = $weight * $view->idf( $term ) * Impacts::UNIT;
				$postings[ $term ] = $frequency;
			}
		}
		asort( $postings );
		$left = self::BUDGET;
		$full = [];
		foreach ( $postings as $term => $count ) {
			$left -= $count;
			if ( $left < 0 && [] !== $full ) {
				break;
			}
			$full[ $term ] = $factors[ $term ];
		}
		return $this->scored( $view, $full, array_diff_key( $factors, $full ) );
	}

	/**
	 * @param array<int, float> $full   Factors of the terms whose lists are read in full.
	 * @param array<int, float> $common Factors of those looked up for the best units.
	 *
	 * @return array<int, float>
	 */
	private function scored( IndexView $view, array $full, array $common ): array {
		$limit = self::SHORTLIST + $view->removed();
		$best  = new BestOf( $limit );
		foreach ( $view->segments as $segment ) {
			$scores = array_fill( 0, max( 1, $segment->units ), 0.0 );
			foreach ( $full as $term => $factor ) {
				$list = $view->lists( $term )[ $segment->id ] ?? null;
				if ( null === $list ) {
					continue;
				}
				$impacts = (array) unpack( 'C*', $list[1] );
				foreach ( (array) unpack( 'v*', $list[0] ) as $at => $ordinal ) {
					$scores[ $ordinal ] += $factor * $impacts[ $at ];
				}
			}
			$best->add( $segment->id, $scores );
		}
		$units = [];
		$kept  = $best->kept();
		$ids   = $this->segments->unit_ids( array_keys( $kept ) );
		foreach ( $view->segments as $segment ) {
			foreach ( $this->with_common( $view, $segment, $kept[ $segment->id ] ?? [], $common ) as $ordinal => $score ) {
				$id = unpack( 'V', substr( $ids[ $segment->id ] ?? '', 4 * $ordinal, 4 ) . "\0\0\0\0" );
				if ( is_array( $id ) && $id[1] > 0 ) {
					$units[ $id[1] ] = $score;
				}
			}
		}
		foreach ( $view->fresh as $id => $vector ) {
			$score = 0.0;
			foreach ( $full + $common as $term => $factor ) {
				if ( isset( $vector[ $term ] ) ) {
					$score += $factor * $vector[ $term ];
				}
			}
			if ( $score > 0 ) {
				$units[ $id ] = $score;
			}
		}
		arsort( $units );
		return array_slice( $units, 0, $limit, true );
	}

	/**
	 * Adds the common terms to the scores of some units of a segment.
	 *
	 * Ordinals spread evenly over a common term's list, so the place of one is guessed from its value and corrected: a few steps each.
	 *
	 * @param array<int, float> $scores By ordinal.
	 * @param array<int, float> $common Factor by term.
	 *
	 * @return array<int, float>
	 */
	private function with_common( IndexView $view, Segment $segment, array $scores, array $common ): array {
		if ( [] === $scores ) {
			return $scores;
		}
		foreach ( $common as $term => $factor ) {
			$list = $view->lists( $term )[ $segment->id ] ?? null;
			if ( null === $list ) {
				continue;
			}
			[ $ordinals, $impacts ] = $list;
			$last                   = strlen( $impacts ) - 1;
			foreach ( $scores as $ordinal => $score ) {
				$low  = 0;
				$high = $last;
				$at   = min( $last, (int) ( $ordinal * ( $last + 1 ) / $segment->units ) );
				$step = 4;
				while ( $low <= $high ) {
					$there = ord( $ordinals[ 2 * $at ] ) | ord( $ordinals[ 2 * $at + 1 ] ) << 8;
					if ( $there === $ordinal ) {
						$scores[ $ordinal ] = $score + $factor * ord( $impacts[ $at ] );
						break;
					}
					if ( $there < $ordinal ) {
						$low = $at + 1;
						$at  = $high - $low > 2 * $step ? $low + $step : ( $low + $high ) >> 1;
					} else {
						$high = $at - 1;
						$at   = $high - $low > 2 * $step ? $high - $step : ( $low + $high ) >> 1;
					}
					$step *= 2;
				}
			}
		}
		return $scores;
	}
}
