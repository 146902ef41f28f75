<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Language;

defined( 'ABSPATH' ) || exit;

/**
 * How many slips of the finger lie between two words: a letter wrong, missing, added or exchanged with its neighbour. Pure.
 *
 * Distance of Levenshtein (1966) in which an exchange of neighbours counts one (Damerau 1964), between words of ASCII letters.
 */
final class EditDistance {

	/** Shorter words are too near to others. */
	public const SHORTEST = 5;

	/** Words of so many letters may hold two slips. */
	private const LONG = 9;

	/** Edits between two words. An exchange is seen only where it brings the distance down to $most. */
	public static function between( string $one, string $other, int $most ): int {
		$distance = levenshtein( $one, $other );
		if ( $distance <= $most || $distance > $most + 1 || strlen( $one ) !== strlen( $other ) ) {
			return $distance;
		}
		// levenshtein() counts an exchange of neighbours as two: undo one and see.
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
	 * Whether one folded word may be the other mistyped: one slip, two in long words, never in the first letter. Short words must be equal.
	 *
	 * Stricter than the search, whose dictionary is the words of the pages it found: here a word may be any.
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
