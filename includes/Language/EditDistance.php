<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Language;

defined( 'ABSPATH' ) || exit;

/**
 * Number of typing errors between two words: a wrong, missing, added or transposed letter. Pure.
 *
 * Levenshtein distance (1966) in which a transposition of neighbours counts as one edit (Damerau 1964), for words of ASCII letters.
 */
final class EditDistance {

	/** Least letters of a word that may be mistyped: shorter words are one edit away from too many others. */
	public const SHORTEST = 5;

	/** Words of at least this many letters may hold two typing errors. */
	private const LONG = 9;

	/** Edits between two words. A transposition is detected only where it reduces the distance to $most. */
	public static function between( string $one, string $other, int $most ): int {
		$distance = levenshtein( $one, $other );
		if ( $distance <= $most || $distance > $most + 1 || strlen( $one ) !== strlen( $other ) ) {
			return $distance;
		}
		// levenshtein() counts a transposition as two edits: undo one and compare again.
		for ( $at = 1, $length = strlen( $one ); $at < $length; $at++ ) {
			if ( $one[ $at ] === $other[ $at - 1 ] && $one[ $at - 1 ] === $other[ $at ] && $one[ $at ] !== $one[ $at - 1 ] ) {
				$swapped            = $one;
				$swapped[ $at ]     = $one[ $at - 1 ];
				$swapped[ $at - 1 ] = $one[ $at ];
				return min( $distance, 1 + levenshtein( $swapped, $other ) );
			}
		}
		return $distance;
	}

	/**
	 * Whether one folded word may be the other mistyped: one error, two in long words, never in the first letter. Short words must be equal.
	 *
	 * Stricter than the search, which corrects only towards words of the indexed pages: here the other word can be any word.
	 */
	public static function is_typo( string $one, string $other ): bool {
		if ( $one === $other ) {
			return true;
		}
		$length = min( strlen( $one ), strlen( $other ) );
		if ( $length < self::SHORTEST || abs( strlen( $one ) - strlen( $other ) ) > 2 || $one[0] !== $other[0] ) {
			return false;
		}
		$most = $length >= self::LONG ? 2 : 1;
		return self::between( $one, $other, $most ) <= $most;
	}
}
