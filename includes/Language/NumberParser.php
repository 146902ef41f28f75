<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Language;

defined( 'ABSPATH' ) || exit;

/** Parses numbers in French and English notation: 1 234,50 and 1,234.50 are the same number. Pure. */
final class NumberParser {

	/** One number in a text normalized by FactExtractor: thousands separated by space, apostrophe, comma or point, then optional decimals. */
	public const PATTERN = '\d{1,3}(?:[ \']\d{3})+(?!\d)(?:[.,]\d+)?'
		. '|\d{1,3}(?:,\d{3})+(?!\d)(?:\.\d+)?'
		. '|\d{1,3}(?:\.\d{3})+(?!\d)(?:,\d+)?'
		. '|\d+(?:[.,]\d+)?';

	/**
	 * Possible values of a written number, in plain digits with a decimal point.
	 *
	 * @return list<string>
	 */
	public static function interpretations( string $written ): array {
		$plain = str_replace( [ ' ', '\'' ], '', $written );
		$point = strrpos( $plain, '.' );
		$comma = strrpos( $plain, ',' );
		if ( false !== $point && false !== $comma ) {
			$decimal = $point > $comma ? '.' : ',';
			return [ self::plain( str_replace( [ '.' === $decimal ? ',' : '.', $decimal ], [ '', '.' ], $plain ) ) ];
		}
		$signs = substr_count( $plain, '.' ) + substr_count( $plain, ',' );
		if ( 0 === $signs ) {
			return [ self::plain( $plain ) ];
		}
		if ( $signs > 1 ) {
			return [ self::plain( str_replace( [ '.', ',' ], '', $plain ) ) ];
		}
		$as_decimal = self::plain( str_replace( ',', '.', $plain ) );
		$thousands  = 1 === preg_match( '/^[1-9]\d{0,2}[.,]\d{3}$/', $plain ) && $plain === $written;
		return $thousands ? [ self::plain( str_replace( [ '.', ',' ], '', $plain ) ), $as_decimal ] : [ $as_decimal ];
	}

	/**
	 * Returns every number a text may contain, including those within dates and telephone numbers and number words.
	 *
	 * @return array<array-key, true>
	 */
	public static function all_in( string $text ): array {
		$found = [];
		preg_match_all( '/' . self::PATTERN . '/u', $text, $written );
		preg_match_all( '/\d+/', $text, $runs );
		foreach ( [ ...$written[0], ...$runs[0] ] as $number ) {
			foreach ( self::interpretations( $number ) as $meaning ) {
				$found[ $meaning ] = true;
			}
		}
		preg_match_all( '/(?<!\p{L})(?:' . NumberWords::PATTERN . ')(?!\p{L})/iu', $text, $words );
		foreach ( $words[0] as $word ) {
			$found[ (string) NumberWords::value( $word ) ] = true;
		}
		return $found;
	}

	private static function plain( string $number ): string {
		[ $whole, $rest ] = explode( '.', $number . '.', 3 );
		$whole            = ltrim( $whole, '0' );
		$rest             = rtrim( $rest, '0' );
		return ( '' === $whole ? '0' : $whole ) . ( '' === $rest ? '' : '.' . $rest );
	}
}
