<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Language;

defined( 'ABSPATH' ) || exit;

/**
 * Removes the most common French and English suffixes of a folded word, so that its inflected forms share a stem.
 *
 * Lighter than Snowball on purpose: it needs no known language, and the character n-grams used beside it match what it
 * misses. The result is a key for comparison, not a word to show; it is always a prefix of the word, except for -aux -> -al. Pure.
 */
final class Stemmer {

	/** Suffixes, longest first where one ends with another; at least MIN_LEFT letters must remain. */
	private const ENDINGS = [
		'issement', 'atrice', 'ateur', 'ation', 'ition', 'ement', 'ments', 'ment', 'euse', 'eur', 'ite', 'ive', 'if', 'ique', 'ance', 'ence',
		'able', 'ible', 'ant', 'ent', 'ee', 'er', 'ez', 'ir', 'ing', 'ed', 'ly', 'iste', 'isme', 'age', 'al', 'ais', 'ait', 'aient',
		'ions', 'ion', 'e',
	];

	private const MIN_LEFT = 4;

	/** The stem of a folded word; words of three letters, with digits or of other scripts are returned as they are. */
	public static function stem( string $word ): string {
		if ( strlen( $word ) <= 3 || 1 !== preg_match( '/^[a-z]+$/', $word ) ) {
			return $word;
		}
		$stem = self::singular( $word );
		foreach ( self::ENDINGS as $ending ) {
			$left = strlen( $stem ) - strlen( $ending );
			if ( $left >= self::MIN_LEFT && str_ends_with( $stem, $ending ) ) {
				$stem = substr( $stem, 0, $left );
				break;
			}
		}
		$length = strlen( $stem );
		return $length > self::MIN_LEFT && $stem[ $length - 1 ] === $stem[ $length - 2 ] ? substr( $stem, 0, -1 ) : $stem;
	}

	private static function singular( string $word ): string {
		$length = strlen( $word );
		if ( $length > 5 && str_ends_with( $word, 'aux' ) ) {
			return substr( $word, 0, -3 ) . 'al';
		}
		if ( $length >= 5 && str_ends_with( $word, 'x' ) ) {
			return substr( $word, 0, -1 );
		}
		return str_ends_with( $word, 's' ) && ! str_ends_with( $word, 'ss' ) ? substr( $word, 0, -1 ) : $word;
	}
}
