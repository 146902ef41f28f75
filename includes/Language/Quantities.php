<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Language;

defined( 'ABSPATH' ) || exit;

/**
 * Quantities with a unit in French and English text, and whether a text speaks of one: "1.70 m" is within "from 1.62 m to 1.75 m", and
 * "70 euros" is above "free from €60". Pure.
 */
final class Quantities {

	/** Unit => patterns of its spellings, folded. */
	private const UNITS = [
		'm'      => 'm|metres?|meters?',
		'cm'     => 'cm|centimetres?|centimeters?',
		'km'     => 'km|kilometres?|kilometers?',
		'kg'     => 'kg|kilos?|kilogram\w*',
		'eur'    => 'eur|euros?',
		'gbp'    => 'gbp|pounds?',
		'year'   => 'ans?|annees?|years?(?: old)?',
		'month'  => 'mois|months?',
		'day'    => 'jours?|days?',
		'person' => 'personnes?|people|persons?|guests?|participants?|invites?',
	];

	private const NUMBER = '\d+(?:[ ]\d{3})*(?:[.,]\d+)?';

	/**
	 * Matches of a text: the quantity is within a range there, there is a limit to compare it with, it is there itself, or another one is.
	 */
	private const WITHIN = 1.0;
	private const LIMIT  = 0.9;
	private const OTHER  = 0.2;

	/**
	 * @param float  $value Such as 1.7.
	 * @param string $unit  A key of UNITS.
	 */
	private function __construct( public readonly float $value, public readonly string $unit ) {}

	/** The first quantity that a question names; null when there is none. "1m70" is one. */
	public static function in_question( string $question ): ?self {
		$text = self::normal( $question );
		if ( 1 === preg_match( '/\b(\d) ?m ?(\d{2})\b/', $text, $found ) ) {
			return new self( (float) "$found[1].$found[2]", 'm' );
		}
		foreach ( self::UNITS as $unit => $spellings ) {
			if ( 1 === preg_match( '/(?<![\d.,])(' . self::NUMBER . ') ?(?:' . $spellings . ')\b/', $text, $found ) ) {
				return new self( self::value( $found[1] ), $unit );
			}
		}
		if ( 1 === preg_match( '/\b(?:i.?m|i am|measure|je mesure|je fais|taille) (?:only )?([12][.,]\d{1,2})\b/', $text, $found ) ) {
			return new self( self::value( $found[1] ), 'm' );
		}
		return null;
	}

	/** The question without the quantity, so that its figures are no words of it. */
	public static function without( string $question ): string {
		$units = implode( '|', self::UNITS );
		return (string) preg_replace(
			'/[€£] ?\d[\d.,]*|(?<![\p{L}\d.,])\d ?m ?\d{2}\b|(?<![\p{L}\d.,])\d[\d.,]* ?(?:€|£|(?:' . $units
				. ')(?!\p{L}))|(?<![\p{L}\d.,])[12][.,]\d{1,2}(?![\d.,])/iu',
			' ',
			$question,
		);
	}

	/** How well a text speaks of this quantity, 0 to 1. */
	public function match_in( string $text ): float {
		$text = self::normal( $text );
		$unit = '(?: ?(?:' . self::UNITS[ $this->unit ] . ')\b)';
		$one  = '(' . self::NUMBER . ')';
		if ( false !== preg_match_all( "/$one$unit? (?:a|to|et|and|-) $one$unit/", $text, $ranges, PREG_SET_ORDER ) ) {
			foreach ( $ranges as $range ) {
				if ( self::value( $range[1] ) <= $this->value && $this->value <= self::value( $range[2] ) ) {
					return self::WITHIN;
				}
			}
		}
		$limit = '(?:from|des|a partir de|over|above|more than|plus de|au-dela de|up to|jusqu.a|less than|under|below|moins de|at most|'
			. 'at least|au moins|maximum|minimum)';
		return match ( true ) {
			1 === preg_match(
				"/$limit (?:\\w+ )?$one$unit|$one$unit (?:au plus|at most|au moins|at least|maximum|minimum|or more|ou plus)/",
				$text,
			) => self::LIMIT,
			1 === preg_match( '/(?<![\d.,])' . preg_quote( self::plain( $this->value ), '/' ) . $unit . '/', $text ) => self::WITHIN,
			1 === preg_match( "/$one$unit/", $text ) => self::OTHER,
			default => 0.0,
		};
	}

	/** Whether the quantity reaches the one lower limit ("free from €60") that a text names; null when there is none, or more than one. */
	public function reaches_limit( string $text ): ?bool {
		$unit  = '(?: ?(?:' . self::UNITS[ $this->unit ] . ')\b)';
		$count = preg_match_all(
			'/\b(?:from|des|a partir de|over|above|more than|plus de|au-dela de|at least|au moins) (' . self::NUMBER
				. ")$unit/", self::normal( $text ), $limits,
		);
		return 1 === $count ? $this->value >= self::value( $limits[1][0] ) : null;
	}

	/** Folded, with currency signs behind the number as codes. */
	private static function normal( string $text ): string {
		$text = str_replace( [ '’', "\u{A0}", "\u{202F}", '–' ], [ "'", ' ', ' ', '-' ], TextFolder::fold_letters( $text ) );
		$text = (string) preg_replace( [ '/€ ?(\d[\d,]*(?:\.\d+)?)/u', '/£ ?(\d[\d,]*(?:\.\d+)?)/u' ], [ '$1 eur', '$1 gbp' ], $text );
		return (string) preg_replace( '/ {2,}/', ' ', str_replace( [ '€', '£' ], [ ' eur', ' gbp' ], $text ) );
	}

	private static function value( string $written ): float {
		$readings = NumberParser::interpretations( $written );
		return (float) $readings[0];
	}

	private static function plain( float $value ): string {
		return rtrim( rtrim( number_format( $value, 2, '.', '' ), '0' ), '.' );
	}
}
