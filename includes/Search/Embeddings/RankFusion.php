<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Search\Embeddings;

defined( 'ABSPATH' ) || exit;

/**
 * Joins rankings of different kinds by their ranks alone: the sum of weight / (60 + rank) over all rankings.
 *
 * Reciprocal rank fusion with its usual constant (Cormack, Clarke and Büttcher, SIGIR 2009). Scores of words and cosines have nothing
 * in common, and cosines of two models have not either; ranks do. What is missing in a ranking counts as if it came right after its
 * last: otherwise the one page that shares a word with the question would beat all pages that mean the same.
 */
final class RankFusion {

	private const K = 60;

	/**
	 * Everything in any of the rankings, best first.
	 *
	 * @param list<list<int>> $rankings Each best first, each thing once in it. Of equals the one earlier in the first ranking comes first.
	 * @param list<float>     $weights  Of each ranking; 1 where none is given.
	 *
	 * @return list<int>
	 */
	public static function fuse( array $rankings, array $weights = [] ): array {
		$scores = array_fill_keys( array_merge( ...$rankings ), 0.0 );
		foreach ( $rankings as $at => $ranking ) {
			$ranks = array_flip( $ranking );
			foreach ( $scores as $thing => $score ) {
				$scores[ $thing ] = $score + ( $weights[ $at ] ?? 1.0 ) / ( self::K + ( $ranks[ $thing ] ?? count( $ranking ) ) + 1 );
			}
		}
		arsort( $scores );
		return array_keys( $scores );
	}
}
