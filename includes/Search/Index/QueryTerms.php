<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Search\Index;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Language\OtherWords;
use Aaia\Chatbot\Language\StopWords;
use Aaia\Chatbot\Language\TermHasher;

/**
 * The words of a query and the weights of their terms.
 *
 * A word's grams share a weight that grows with the square root of their number, so that one long word does not outweigh three
 * short ones; the word's stem weighs as much as four grams would. Stop words weigh less, unless the query has no other words.
 */
final class QueryTerms {

	/** Maximum number of different words read. */
	private const WORDS = 48;

	private const STOP_WEIGHT = 0.4;

	/**
	 * Weight of the stem of one other word for the same thing; several share it by the square root of their number. A word of the query
	 * weighs about 6 with its grams, so this is half of one.
	 */
	private const OTHER_WORD = 3.0;

	/** The same for a word of the other language: what is written in the visitor's comes first. */
	private const TRANSLATION = 2.0;

	/** Number of grams of a word at which each gram weighs 1. */
	private const USUAL_GRAMS = 4;

	/**
	 * @param list<string>                                                                $words   Folded, in order, repetitions kept.
	 * @param array<int|string, array{weight: float, grams: array<int, true>, stem: int}> $by_word By word.
	 * @param array<int, float>                                                           $weights Term => weight.
	 */
	private function __construct(
		public readonly array $words,
		public readonly array $by_word,
		public readonly array $weights,
	) {}

	/** @param list<string> $words Folded words of the query, in order. */
	public static function from_words( array $words, TermHasher $terms ): self {
		$known   = [];
		$weights = [];
		$only    = [] === StopWords::remove( $words );
		foreach ( $words as $word ) {
			if ( isset( $known[ $word ] ) || count( $known ) >= self::WORDS ) {
				continue;
			}
			[ $grams, $stem ] = $terms->terms( $word );
			$weight           = ! $only && StopWords::contains( $word ) ? self::STOP_WEIGHT : 1.0;
			$known[ $word ]   = [
				'weight' => $weight,
				'grams'  => array_fill_keys( $grams, true ),
				'stem'   => $stem,
			];
			foreach ( $grams as $gram ) {
				$weights[ $gram ] = max( $weights[ $gram ] ?? 0.0, $weight * sqrt( self::USUAL_GRAMS / count( $grams ) ) );
			}
			$weights[ $stem ] = max( $weights[ $stem ] ?? 0.0, $weight );
		}
		return new self( $words, $known, $weights );
	}

	/**
	 * Weights of the terms of other words for the same thing.
	 *
	 * @param list<OtherWords> $others
	 *
	 * @return array<int, float> Term => weight.
	 */
	public function weights_of( array $others ): array {
		$weights = [];
		foreach ( $others as $other ) {
			$word = $other->is_translation() ? self::TRANSLATION : self::OTHER_WORD;
			foreach ( $other->stems as $stem ) {
				$term             = TermHasher::stem( $stem );
				$weights[ $term ] = max( $weights[ $term ] ?? 0.0, $word / sqrt( count( $other->stems ) ) );
			}
		}
		return $weights;
	}

	/** Upper bound of the score: every term with the maximum impact of k1 + 1, see Impacts. */
	public function highest_score( IndexSnapshot $snapshot ): float {
		$highest = 0.0;
		foreach ( $this->weights as $term => $weight ) {
			$highest += $weight * $snapshot->idf( $term ) * Impacts::UNIT * Impacts::SCALE;
		}
		return $highest;
	}
}
