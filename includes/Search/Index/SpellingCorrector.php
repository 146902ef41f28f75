<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Search\Index;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Language\EditDistance;
use Aaia\Chatbot\Language\StopWords;
use Aaia\Chatbot\Language\Tokenizer;

/**
 * Corrects query words that occur in no document, to similar words of the documents found without them.
 *
 * The n-grams of a misspelt word and of its neighbours already find the right documents, so their words serve as the dictionary; no
 * list of the site's words is kept. One letter may be missing, added, wrong or swapped with its neighbour; in words of eight or
 * more letters two may be.
 */
final class SpellingCorrector {

	private const SHORTEST = 4;

	private const LONG = 8;

	/**
	 * Query words that occur in no document in any form.
	 *
	 * @return list<string>
	 */
	public function unknown_words( QueryTerms $query, IndexSnapshot $snapshot ): array {
		$unknown = [];
		foreach ( $query->by_word as $word => $known ) {
			$word = (string) $word;
			if (
				0 === $snapshot->frequency( $known['stem'] )
				&& strlen( $word ) >= self::SHORTEST
				&& 1 === preg_match( '/^[a-z]+$/', $word )
				&& ! StopWords::contains( $word )
			) {
				$unknown[] = $word;
			}
		}
		return $unknown;
	}

	/**
	 * Corrections of unknown words.
	 *
	 * @param list<string> $unknown
	 * @param list<string> $texts   Texts of the best documents, best first.
	 *
	 * @return array<string, string> Corrected words only.
	 */
	public function corrections( array $unknown, array $texts ): array {
		$weights = [];
		foreach ( $texts as $rank => $text ) {
			$weight = 1 / ( 1 + 0.05 * $rank );
			foreach ( array_keys( array_count_values( Tokenizer::words( $text ) ) ) as $word ) {
				$weights[ $word ] = ( $weights[ $word ] ?? 0.0 ) + $weight;
			}
		}
		$corrections = [];
		foreach ( $unknown as $word ) {
			$best = $this->closest_word( $word, $weights );
			if ( null !== $best ) {
				$corrections[ $word ] = $best;
			}
		}
		return $corrections;
	}

	/** @param array<int|string, float> $weights By word. */
	private function closest_word( string $word, array $weights ): ?string {
		$length  = strlen( $word );
		$most    = $length >= self::LONG ? 2 : 1;
		$best    = null;
		$highest = 0.0;
		foreach ( $weights as $other => $weight ) {
			$other = (string) $other;
			if ( abs( strlen( $other ) - $length ) > $most || strlen( $other ) < self::SHORTEST - 1 ) {
				continue;
			}
			$distance = EditDistance::between( $word, $other, $most );
			if ( $distance > $most ) {
				continue;
			}
			$score = 10.0 * ( $most + 1 - $distance ) + log( 1 + $weight ) + ( $other[0] === $word[0] ? 3.0 : 0.0 );
			if ( $score > $highest ) {
				$highest = $score;
				$best    = $other;
			}
		}
		return $best;
	}
}
