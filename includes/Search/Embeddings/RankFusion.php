<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Search\Embeddings;

defined( 'ABSPATH' ) || exit;

/**
 * Fuses rankings by rank alone: each item scores the sum of weight / (60 + rank) over all rankings.
 *
 * Reciprocal rank fusion with its usual constant (Cormack, Clarke and Büttcher, SIGIR 2009). Keyword scores and
 * cosines are not comparable, nor are cosines of two models; ranks are. An item missing from a ranking counts as ranked right after
 * its last one: otherwise the only page that shares a word with the query would beat all pages with the same meaning.
 */
final class RankFusion {

	private const K = 60;

	/**
	 * All items of the rankings, best first.
	 *
	 * @param list<list<int>> $rankings Each best first, without duplicates. Ties are broken by the order of the first ranking.
	 * @param list<float>     $weights  Weight of each ranking; 1 by default.
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
