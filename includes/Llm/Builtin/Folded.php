<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Llm\Builtin;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Support\Text;

/**
 * Words as they are compared: without case, accents and punctuation.
 *
 * "J’aimerais PARLER à quelqu’un !" becomes `j aimerais parler a quelqu un`. Only the first LIMIT characters are read, so
 * that a message as long as the limits allow costs no more than a paragraph.
 */
final class Folded {

	/** Characters read of one text; a wish or a question says what it wants well before. */
	private const LIMIT = 2000;

	/**
	 * The words of a text, folded, in order.
	 *
	 * @return list<string>
	 */
	public static function words( string $text ): array {
		$text = mb_substr( Text::valid( $text ), 0, self::LIMIT, 'UTF-8' );
		return self::split( $text );
	}

	/**
	 * As words(), for texts of the site, which are read whole.
	 *
	 * @return list<string>
	 */
	public static function split( string $text ): array {
		$text  = self::fold( $text );
		$words = preg_split( '/[^\p{L}\p{N}]+/u', $text, -1, PREG_SPLIT_NO_EMPTY );
		return false === $words ? [] : $words;
	}

	/** Lower case without accents, for any script; punctuation stays. */
	public static function fold( string $text ): string {
		$text = mb_strtolower( $text, 'UTF-8' );
		$text = remove_accents( $text, 'en_US' );
		return (string) preg_replace( '/\p{Mn}+/u', '', Text::valid( $text ) );
	}

	/**
	 * Whether two folded words differ by no more than a slip of the finger: one letter wrong, missing, added or swapped
	 * with its neighbour (two in words of nine letters and more). Short words must be equal.
	 *
	 * Distance: Levenshtein, with a swap of neighbours counted as one (optimal string alignment).
	 */
	public static function nearly( string $a, string $b ): bool {
		if ( $a === $b ) {
			return true;
		}
		$length = min( strlen( $a ), strlen( $b ) );
		if ( $length < 5 || abs( strlen( $a ) - strlen( $b ) ) > 2 || $a[0] !== $b[0] ) {
			return false;
		}
		$allowed  = $length >= 9 ? 2 : 1;
		$distance = levenshtein( $a, $b );
		return $distance <= $allowed || ( 2 === $distance && self::is_swap( $a, $b ) );
	}

	/** Whether the words are the same but for two neighbouring letters in the other order. */
	private static function is_swap( string $a, string $b ): bool {
		if ( strlen( $a ) !== strlen( $b ) ) {
			return false;
		}
		$at = strspn( $a ^ $b, "\0" );
		return $at + 1 < strlen( $a )
			&& $a[ $at ] === $b[ $at + 1 ]
			&& $a[ $at + 1 ] === $b[ $at ]
			&& substr( $a, $at + 2 ) === substr( $b, $at + 2 );
	}
}
