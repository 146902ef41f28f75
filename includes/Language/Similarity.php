<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Language;

defined( 'ABSPATH' ) || exit;

/**
 * Similarity of words and of texts, 0 to 1, tolerant of inflection and typing errors. Pure.
 *
 * Character n-grams are compared by Dice's coefficient (Dice 1945): twice the shared n-grams over the n-grams of both.
 */
final class Similarity {

	/** Letters of an n-gram when two words are compared: long, because short n-grams are shared by many words. */
	private const WORD_NGRAM = 4;

	/** Letters of an n-gram when two texts, or words that are probably the same, are compared. */
	private const TEXT_NGRAM = 3;

	/** Endings of French and English words, of inflection and derivation, or the rest of one after the letters that two words share. */
	private const ENDING = '/^(?:|[a-z]|(?:[aeiou]?[bcdfglmnprstvz]{0,2})?(?:aisons?|[aeiou]?tions?|sions?|ions?|[aeiou]?ments?|eurs?|'
		. 'euses?|rices?|[ai]bles?|ages?|[aei]?nts?|[ae]nces?|[ai]tes?|i?ves?|ifs?|'
		. 'iques?|istes?|ismes?|ees?|e?rs?|ez|ons|es|er|ing|ings|ed|d|ly|als?|aux|elles?|els?|ors?|iers?|ieres?|ures?|ness|ful|ity|ies|'
		. 'ied|y|ans?|ains?|oirs?|ois|oises?))$/';

	/** Endings of conjugated French verbs: two words that differ in nothing else are forms of one ("soignez", "soignons"). */
	private const CONJUGATED = '/^(?:ez|ons|ent|er|ant|ai[st]|aient|iez|ions|e?ra|e?rez|e?rons|e?ront|ees?|es?)$/';

	/** Least letters of a word in which another letter is a typing error, and not another word. */
	private const MISTYPED = 7;

	/**
	 * Similarity of two folded words: equal words score 1, words with a long common prefix .85, words one typing error or elided article
	 * apart .8, words
	 * of which the shorter is nearly a prefix of the longer ("livré", "livraison") .7, otherwise their Dice coefficient
	 * when they begin alike and it exceeds one half, else 0.
	 */
	public static function between_words( string $one, string $other ): float {
		if ( $one === $other ) {
			return 1.0;
		}
		$shorter = min( strlen( $one ), strlen( $other ) );
		if ( $shorter < self::WORD_NGRAM ) {
			return 0.0;
		}
		$common = strspn( $one ^ $other, "\0" );
		if ( $common >= self::WORD_NGRAM && $common >= 0.7 * max( strlen( $one ), strlen( $other ) ) ) {
			return 0.85;
		}
		if ( EditDistance::is_typo( $one, $other ) && ! self::are_probably_two_words( $one, $other ) ) {
			return 0.8;
		}
		if (
			$common >= self::WORD_NGRAM
			&& $common >= 0.75 * $shorter
			&& self::differ_in_endings( substr( $one, $common ), substr( $other, $common ) )
		) {
			return 0.7;
		}
		if ( $common >= self::WORD_NGRAM && self::are_conjugated( substr( $one, $common ), substr( $other, $common ) ) ) {
			return 0.7;
		}
		if ( $one[0] !== $other[0] ) {
			return $shorter > self::WORD_NGRAM && ( substr( $one, 1 ) === $other || substr( $other, 1 ) === $one ) ? 0.8 : 0.0;
		}
		$dice = self::dice( Tokenizer::ngrams( $one, self::WORD_NGRAM ), Tokenizer::ngrams( $other, self::WORD_NGRAM ) );
		return $dice > 0.5 ? $dice : 0.0;
	}

	/** Whether what two words do not share are endings ("livr-é", "livr-aison"), and not another word ("motor-bike"). */
	private static function differ_in_endings( string $one, string $other ): bool {
		return 1 === preg_match( self::ENDING, $one ) && 1 === preg_match( self::ENDING, $other );
	}

	private static function are_conjugated( string $one, string $other ): bool {
		return strlen( $one . $other ) > 3 && 1 === preg_match( self::CONJUGATED, $one ) && 1 === preg_match( self::CONJUGATED, $other );
	}

	/** Whether two words of few letters differ in one letter ("paint", "point"; "marque", "manque"): seldom a typing error. */
	private static function are_probably_two_words( string $one, string $other ): bool {
		$length = strlen( $one );
		return $length === strlen( $other )
			&& $length < self::MISTYPED
			&& 1 === $length - similar_text( $one, $other )
			&& 1 === $length - substr_count( $one ^ $other, "\0" );
	}

	/** Dice coefficient of the trigrams of two folded texts. A space on both sides makes their beginnings and ends count. */
	public static function between_texts( string $one, string $other ): float {
		return self::dice( Tokenizer::ngrams( " $one ", self::TEXT_NGRAM ), Tokenizer::ngrams( " $other ", self::TEXT_NGRAM ) );
	}

	/**
	 * Dice's coefficient of two lists; repeated entries count each time.
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
