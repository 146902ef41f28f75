<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Search\Index;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Language\TermHasher;

/**
 * Computes the impact of each term in a text: the part of BM25 that does not depend on other documents, quantised to one byte.
 *
 * BM25 (Robertson, Walker, Jones, Hancock-Beaulieu and Gatford 1994) with the title as a second field counted twice:
 * impact = tf (k1 + 1) / (tf + k1 (1 - b + b length / pivot)). The pivot is a constant, not the current average length, so an impact never
 * changes when other documents do; only the inverse document frequency, computed from exact counts at query time, does.
 */
final class Impacts {

	/** Largest stored value; represents an impact of k1 + 1. */
	public const SCALE = 255;

	/** Factor that converts a stored value back into an impact. */
	public const UNIT = ( self::K1 + 1 ) / self::SCALE;

	private const K1 = 0.9;

	private const B = 0.5;

	/** Text length, in grams and in words, at which length normalisation is neutral: about 130 words. */
	private const PIVOT_GRAMS = 800;

	private const PIVOT_WORDS = 130;

	private const TITLE_COUNTS = 2;

	public function __construct( private readonly TermHasher $terms ) {}

	/**
	 * Impacts of the terms of a text.
	 *
	 * @param string $title Folded.
	 * @param string $body  Folded.
	 *
	 * @return array<int, int> Term => 1 to 255.
	 */
	public function of_text( string $title, string $body ): array {
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
				[ $of_word, $stem, $characters ] = $this->terms->terms( (string) $word );
				foreach ( $of_word as $gram ) {
					$grams[ $gram ] = ( $grams[ $gram ] ?? 0 ) + $count;
				}
				foreach ( [ $stem, ...$characters ] as $of_words ) {
					$stems[ $of_words ] = ( $stems[ $of_words ] ?? 0 ) + $count;
				}
				$gram_length   += $count * count( $of_word );
				$stem_length   += $count;
			}
		}
		return $this->quantise( $grams, self::relative_gram_length( $gram_length ) )
			+ $this->quantise( $stems, self::relative_word_length( $stem_length ) );
	}

	/** Length of a text in grams, relative to the pivot. */
	public static function relative_gram_length( int $grams ): float {
		return max( 0, $grams ) / self::PIVOT_GRAMS;
	}

	/** Length of a text in words, relative to the pivot. */
	public static function relative_word_length( int $words ): float {
		return max( 0, $words ) / self::PIVOT_WORDS;
	}

	/** Impact of a term that occurs $count times in a text of this length, 0 to 255. */
	public static function impact( int $count, float $relative_length ): int {
		return 0 === $count ? 0 : max(
			1,
			(int) round( self::SCALE * $count / ( $count + self::K1 * ( 1 - self::B + self::B * $relative_length ) ) ),
		);
	}

	/**
	 * @param array<int, int> $counts
	 *
	 * @return array<int, int>
	 */
	private function quantise( array $counts, float $relative_length ): array {
		foreach ( $counts as $term => $count ) {
			$counts[ $term ] = self::impact( $count, $relative_length );
		}
		return $counts;
	}
}
