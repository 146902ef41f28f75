<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Knowledge\Index;

use Aaia\Chatbot\Knowledge\Text\TermMaker;

/**
 * How strongly each term stands in a piece of text: the part of BM25 that does not depend on other documents, in one byte.
 *
 * BM25 (Robertson, Walker, Jones, Hancock-Beaulieu and Gatford 1994) with the title as a second field counted twice:
 * impact = tf (k1 + 1) / (tf + k1 (1 - b + b length / pivot)). The pivot is a constant, not the average of the day, so an impact never
 * changes when other documents do; only the inverse document frequency, computed from exact counts at query time, does.
 */
final class Impacts {

	/** Largest value stored; stands for an impact of k1 + 1. */
	public const SCALE = 255;

	/** The factor that turns a stored value back into an impact. */
	public const UNIT = ( self::K1 + 1 ) / self::SCALE;

	private const K1 = 0.9;

	private const B = 0.5;

	/** Length, in grams and in words, at which the length changes nothing: about 130 words. */
	private const PIVOT_GRAMS = 800;

	private const PIVOT_WORDS = 130;

	private const TITLE_COUNTS = 2;

	public function __construct( private readonly TermMaker $terms ) {}

	/**
	 * Impacts of a piece of text.
	 *
	 * @param string $title Folded.
	 * @param string $body  Folded.
	 *
	 * @return array<int, int> Term => 1 to 255.
	 */
	public function of( string $title, string $body ): array {
		$grams        = [];
		$stems        = [];
		$gram_length  = 0;
		$stem_length  = 0;
		foreach ( [ [ $body, 1 ], [ $title, self::TITLE_COUNTS ] ] as [ $text, $times ] ) {
			if ( '' === $text ) {
				continue;
			}
			foreach ( array_count_values( explode( ' ', $text ) ) as $word => $count ) {
				$count             *= $times;
				[ $of_word, $stem ] = $this->terms->of_word( (string) $word );
				foreach ( $of_word as $gram ) {
					$grams[ $gram ] = ( $grams[ $gram ] ?? 0 ) + $count;
				}
				$stems[ $stem ] = ( $stems[ $stem ] ?? 0 ) + $count;
				$gram_length   += $count * count( $of_word );
				$stem_length   += $count;
			}
		}
		return $this->quantised( $grams, $gram_length / self::PIVOT_GRAMS ) + $this->quantised( $stems, $stem_length / self::PIVOT_WORDS );
	}

	/**
	 * @param array<int, int> $counts
	 *
	 * @return array<int, int>
	 */
	private function quantised( array $counts, float $relative_length ): array {
		$norm = self::K1 * ( 1 - self::B + self::B * $relative_length );
		foreach ( $counts as $term => $count ) {
			$counts[ $term ] = max( 1, (int) round( self::SCALE * $count / ( $count + $norm ) ) );
		}
		return $counts;
	}
}
