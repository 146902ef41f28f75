<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Search\Index;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Language\StopWords;
use Aaia\Chatbot\Language\TermHasher;

/**
 * A question as the index sees it: its words, and what each term of them weighs.
 *
 * A word's grams share a weight that grows with the square root of their number, so that one long word does not outweigh three
 * short ones; the word's stem weighs as much as four grams would. Question words weigh less, unless there is nothing else.
 */
final class QueryTerms {

	/** Different words read; more make no question clearer. */
	private const WORDS = 48;

	private const STOP_WEIGHT = 0.4;

	/** Number of grams at which a gram weighs 1. */
	private const USUAL_GRAMS = 4;

	/**
	 * @param list<string>                                                                 $words   Folded, in order, repetitions kept.
	 * @param array<int|string, array{weight: float, grams: array<int, true>, stem: int}> $by_word By word.
	 * @param array<int, float>                                                            $weights Term => weight.
	 */
	private function __construct(
		public readonly array $words,
		public readonly array $by_word,
		public readonly array $weights,
	) {}

	/** @param list<string> $words Folded words of the question, in order. */
	public static function from_words( array $words, TermHasher $terms ): self {
		$known   = [];
		$weights = [];
		$only    = [] === StopWords::removed( $words );
		foreach ( $words as $word ) {
			if ( isset( $known[ $word ] ) || count( $known ) >= self::WORDS ) {
				continue;
			}
			[ $grams, $stem ] = $terms->terms( $word );
			$weight           = ! $only && StopWords::has( $word ) ? self::STOP_WEIGHT : 1.0;
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

	/** The score of a text that holds every term so often that more of it adds nothing: impacts of k1 + 1 all over, see Impacts. */
	public function highest_score( IndexSnapshot $snapshot ): float {
		$highest = 0.0;
		foreach ( $this->weights as $term => $weight ) {
			$highest += $weight * $snapshot->idf( $term ) * Impacts::UNIT * Impacts::SCALE;
		}
		return $highest;
	}
}
