<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Language;

defined( 'ABSPATH' ) || exit;

/**
 * Splits text into words, and words into character n-grams. Pure.
 *
 * Words of scripts without spaces are split into bigrams.
 */
final class Tokenizer {

	/** Characters read of a message; a request or question is clear well before that. */
	private const MESSAGE = 2000;

	/** Letters of an n-gram of the index. */
	private const GRAM = 4;

	/** Bytes of a word that are indexed; longer words are addresses and codes. */
	private const LONGEST_WORD = 60;

	/**
	 * Splits a text into folded words, in order.
	 *
	 * @return list<string>
	 */
	public static function words( string $text ): array {
		$folded = TextFolder::fold( $text );
		return '' === $folded ? [] : explode( ' ', $folded );
	}

	/**
	 * Like words(), for a visitor's message: only its beginning is read, so that the longest message allowed costs no more
	 * than a paragraph.
	 *
	 * @return list<string>
	 */
	public static function words_of_message( string $text ): array {
		return self::words( mb_substr( $text, 0, self::MESSAGE, 'UTF-8' ) );
	}

	/**
	 * Returns the n-grams by which one folded word is indexed, in order.
	 *
	 * The word is padded with one space on each side, so that its beginning and ending count.
	 *
	 * @return list<string>
	 */
	public static function grams( string $word ): array {
		$word = substr( $word, 0, self::LONGEST_WORD );
		if ( 1 !== preg_match( '/[\x80-\xff]/', $word ) ) {
			return self::cut_ascii( ' ' . $word . ' ', self::GRAM );
		}
		if ( ! mb_check_encoding( $word, 'UTF-8' ) ) {
			return [ $word ];
		}
		return TextFolder::is_unspaced( $word ) ? self::ngrams( $word, 2 ) : self::ngrams( ' ' . $word . ' ', self::GRAM );
	}

	/**
	 * Returns the characters of a folded word that may be words themselves.
	 *
	 * @return list<string> Empty for a word of one character, and in scripts with spaces.
	 */
	public static function characters_of_unspaced( string $word ): array {
		if ( ! TextFolder::is_unspaced( $word ) ) {
			return [];
		}
		$characters = mb_str_split( mb_strcut( $word, 0, self::LONGEST_WORD, 'UTF-8' ), 1, 'UTF-8' );
		return count( $characters ) < 2 ? [] : $characters;
	}

	/**
	 * Returns the character n-grams of a text, in order; the whole text when it is shorter than one.
	 *
	 * @param positive-int $size
	 *
	 * @return list<string>
	 */
	public static function ngrams( string $text, int $size ): array {
		if ( 1 !== preg_match( '/[\x80-\xff]/', $text ) ) {
			return self::cut_ascii( $text, $size );
		}
		$characters = mb_str_split( $text, 1, 'UTF-8' );
		$groups     = [];
		for ( $at = 0, $last = count( $characters ) - $size; $at <= $last; $at++ ) {
			$groups[] = implode( '', array_slice( $characters, $at, $size ) );
		}
		return [] === $groups ? [ $text ] : $groups;
	}

	/** @return list<string> */
	private static function cut_ascii( string $text, int $size ): array {
		$groups = [];
		for ( $at = 0, $last = strlen( $text ) - $size; $at <= $last; $at++ ) {
			$groups[] = substr( $text, $at, $size );
		}
		return [] === $groups ? [ $text ] : $groups;
	}
}
