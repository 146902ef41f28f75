<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Knowledge\Facts;

defined( 'ABSPATH' ) || exit;

/** Numbers as people write them in French and English: 1 234,50 and 1,234.50 are one number. Pure. */
final class Numbers {

	/** One number, in a text that FactFinder has tidied: thousands by space, apostrophe, comma or point, then perhaps decimals. */
	public const PATTERN = '\d{1,3}(?:[ \']\d{3})+(?!\d)(?:[.,]\d+)?|\d{1,3}(?:,\d{3})+(?!\d)(?:\.\d+)?|\d{1,3}(?:\.\d{3})+(?!\d)(?:,\d+)?|\d+(?:[.,]\d+)?';

	/** Numbers that texts write in words, so that "30 days" may stand on "thirty days". */
	private const WORDS = [
		'one' => 1, 'un' => 1, 'une' => 1, 'two' => 2, 'deux' => 2, 'three' => 3, 'trois' => 3, 'four' => 4, 'quatre' => 4, 'five' => 5, 'cinq' => 5,
		'six' => 6, 'seven' => 7, 'sept' => 7, 'eight' => 8, 'huit' => 8, 'nine' => 9, 'neuf' => 9, 'ten' => 10, 'dix' => 10, 'eleven' => 11, 'onze' => 11,
		'twelve' => 12, 'douze' => 12, 'fourteen' => 14, 'quatorze' => 14, 'fifteen' => 15, 'quinze' => 15, 'twenty' => 20, 'vingt' => 20, 'thirty' => 30,
		'trente' => 30, 'forty' => 40, 'quarante' => 40, 'fifty' => 50, 'cinquante' => 50, 'sixty' => 60, 'soixante' => 60, 'hundred' => 100, 'cent' => 100,
		'thousand' => 1000, 'mille' => 1000,
	];

	/**
	 * What one written number may mean, in plain digits with a point.
	 *
	 * @return list<string>
	 */
	public static function meanings( string $written ): array {
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
	 * Every number a text may be read to hold, those within dates and telephone numbers and those in words included.
	 *
	 * @return array<array-key, true>
	 */
	public static function anywhere( string $text ): array {
		$found = [];
		preg_match_all( '/' . self::PATTERN . '/u', $text, $written );
		preg_match_all( '/\d+/', $text, $runs );
		foreach ( [ ...$written[0], ...$runs[0] ] as $number ) {
			foreach ( self::meanings( $number ) as $meaning ) {
				$found[ $meaning ] = true;
			}
		}
		preg_match_all( '/\p{L}+/u', mb_strtolower( $text, 'UTF-8' ), $words );
		foreach ( array_intersect_key( self::WORDS, array_flip( $words[0] ) ) as $number ) {
			$found[ (string) $number ] = true;
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
