<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Language;

defined( 'ABSPATH' ) || exit;

/**
 * How alike words and texts are, 0 to 1, whatever their inflection and typing slips. Pure.
 *
 * Letters are compared by Dice's coefficient (Dice 1945): twice the groups of letters in common over all groups of both.
 */
final class Similarity {

	/** Letters of a group when two words are compared: longer groups, because between any two words of a site short ones are common. */
	private const WORD_GROUP = 4;

	/** Letters of a group when two texts, or words that are supposed to be the same, are compared. */
	private const TEXT_GROUP = 3;

	/**
	 * How well one folded word stands for another: equal words count 1, words with a long common beginning .85, words a slip apart .8,
	 * words of which the shorter is nearly the beginning of the longer ("livré", "livraison") .7, otherwise the share of common
	 * letter groups when it is over one half, and nothing when not.
	 */
	public static function between_words( string $one, string $other ): float {
		if ( $one === $other ) {
			return 1.0;
		}
		$shorter = min( strlen( $one ), strlen( $other ) );
		if ( $shorter < self::WORD_GROUP ) {
			return 0.0;
		}
		$common = strspn( $one ^ $other, "\0" );
		if ( $common >= self::WORD_GROUP && $common >= 0.7 * max( strlen( $one ), strlen( $other ) ) ) {
			return 0.85;
		}
		if ( EditDistance::is_typo( $one, $other ) ) {
			return 0.8;
		}
		if ( $common >= self::WORD_GROUP && $common >= 0.75 * $shorter ) {
			return 0.7;
		}
		$dice = self::dice( Tokenizer::ngrams( $one, self::WORD_GROUP ), Tokenizer::ngrams( $other, self::WORD_GROUP ) );
		return $dice > 0.5 ? $dice : 0.0;
	}

	/** The share of the letters of two folded texts in common. A blank on both sides lets beginnings and ends count. */
	public static function between_texts( string $one, string $other ): float {
		return self::dice( Tokenizer::ngrams( " $one ", self::TEXT_GROUP ), Tokenizer::ngrams( " $other ", self::TEXT_GROUP ) );
	}

	/**
	 * Dice's coefficient; what occurs twice counts twice.
	 *
	 * @param list<string> $one
	 * @param list<string> $other
	 */
	public static function dice( array $one, array $other ): float {
		$all = count( $one ) + count( $other );
		if ( 0 === $all ) {
			return 0.0;
		}
		$counts = array_count_values( $other );
		$shared = 0;
		foreach ( $one as $group ) {
			if ( ( $counts[ $group ] ?? 0 ) > 0 ) {
				--$counts[ $group ];
				++$shared;
			}
		}
		return 2 * $shared / $all;
	}
}
