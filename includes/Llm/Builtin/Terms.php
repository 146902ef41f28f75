<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Llm\Builtin;

defined( 'ABSPATH' ) || exit;

/**
 * The words of a question, and how well any word of the site matches each of them.
 *
 * Matches forgive inflection and typing slips: equal words count 1, words with a long common beginning .85, words a slip apart .8,
 * words of which the shorter is nearly the beginning of the longer ("livré", "livraison") .7, synonyms .85, otherwise the share of common letter groups (Dice coefficient over 4-letter groups) when it is over one half.
 */
final class Terms {

	private const GROUP = 4;

	private const SYNONYM = 0.85;

	/** Letters of a name up to which another word is rather another word than a slip ("Paris", "parts"). */
	private const SHORT_NAME = 5;

	/** @var array<string, array<int, float>> Matches of words already seen. */
	private array $seen = [];

	/**
	 * @param list<string>         $words Folded words that carry the question.
	 * @param array<string, true>  $names Those of them that are names or numbers.
	 */
	public function __construct(
		public readonly array $words,
		private readonly array $names = [],
		private readonly Synonyms $synonyms = new Synonyms(),
	) {}

	/** Whether a term is a name or a number, which no other word can stand for. */
	public function is_name( int $term ): bool {
		return isset( $this->names[ $this->words[ $term ] ] );
	}

	/** @return list<int> Terms that are names or numbers. */
	public function names(): array {
		return array_values( array_filter( array_keys( $this->words ), $this->is_name( ... ) ) );
	}

	/**
	 * How well the best word of the list matches each term.
	 *
	 * @param list<string> $words Folded.
	 *
	 * @return array<int, float> By position of the term; 0 to 1; only terms that match.
	 */
	public function matches( array $words ): array {
		$best = [];
		foreach ( $words as $word ) {
			foreach ( $this->seen[ $word ] ??= $this->compare( $word ) as $term => $match ) {
				$best[ $term ] = max( $best[ $term ] ?? 0.0, $match );
			}
		}
		return $best;
	}

	/** @return array<int, float> */
	private function compare( string $word ): array {
		$found = [];
		foreach ( $this->words as $at => $term ) {
			$match = max( $this->is_name( $at ) && strlen( $term ) <= self::SHORT_NAME ? ( $term === $word ? 1.0 : 0.0 ) : self::similarity( $term, $word ), $this->synonyms->are( $term, $word ) ? self::SYNONYM : 0.0 );
			if ( $match > 0.0 ) {
				$found[ $at ] = $match;
			}
		}
		return $found;
	}

	private static function similarity( string $a, string $b ): float {
		if ( $a === $b ) {
			return 1.0;
		}
		$shorter = min( strlen( $a ), strlen( $b ) );
		if ( $shorter < self::GROUP ) {
			return 0.0;
		}
		$common = strspn( $a ^ $b, "\0" );
		if ( $common >= self::GROUP && $common >= 0.7 * max( strlen( $a ), strlen( $b ) ) ) {
			return 0.85;
		}
		if ( Folded::nearly( $a, $b ) ) {
			return 0.8;
		}
		if ( $common >= self::GROUP && $common >= 0.75 * $shorter ) {
			return 0.7;
		}
		$dice = self::dice( $a, $b );
		return $dice > 0.5 ? $dice : 0.0;
	}

	/** Twice the common groups over all groups (Dice 1945), over the distinct 4-letter groups of the words. */
	private static function dice( string $a, string $b ): float {
		$left   = self::groups( $a );
		$right  = self::groups( $b );
		$common = count( array_intersect_key( $left, $right ) );
		return 2 * $common / ( count( $left ) + count( $right ) );
	}

	/** @return array<string, true> */
	private static function groups( string $word ): array {
		$groups = [];
		for ( $at = 0, $last = strlen( $word ) - self::GROUP; $at <= $last; $at++ ) {
			$groups[ substr( $word, $at, self::GROUP ) ] = true;
		}
		return $groups;
	}
}
