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
		'week'   => 'semaines?|weeks?',
		'day'    => 'jours?|days?',
		'night'  => 'nuits?|nuitees?|nights?',
		'hour'   => 'heures?|hours?',
		'minute' => 'minutes?',
		'person' => 'personnes?|people|persons?|guests?|participants?|invites?',
	];

	/** Units that are compared with one another, and how much each is of the same. */
	private const SAME = [
		[ 'm' => 1.0, 'cm' => 0.01, 'km' => 1000.0 ],
		[ 'year' => 8760.0, 'month' => 730.0, 'week' => 168.0, 'day' => 24.0, 'hour' => 1.0, 'minute' => 1 / 60 ],
	];

	private const NUMBER = '\d+(?: \d{3}){0,3}(?:[.,]\d+)?';

	private const LOWER = 'from|des|a partir de|over|above|more than|plus de|au-dela de|at least|au moins|after|apres|minimum|'
		. '(?:longer|larger|higher|heavier|older|bigger|wider|taller) than|plus (?:longs?|longues?|grande?s?|lourde?s?) que';
	private const UPPER = 'up to|jusqu.a|at most|au plus|within|sous|maximum|until|no more than|pas plus de';
	private const BELOW = 'less than|under|below|moins de|avant|fewer than';

	/** Who is of an age, and the age without its unit ("our daughter is 8"). */
	private const AGED = '/\b((?:daughter|son|child|kid|boy|girl|toddler|he|she|fille|fils|enfant|elle)(?: is| has| a|.s)?|(?:i.m|i am|j.ai)'
		. '(?= \d{1,2}(?: (?:and|et|but|mais|can)\b| ?[,.!?]|$))) (?:only |just |nearly |almost |que )?'
		. '(\d{1,2})(?! ?(?:h\b|:|am\b|pm\b|kg\b|m\b|cm\b|\d|[.,]\d))/iu';

	/** Ages without their unit ("children under 10", "from 5 to 11"). */
	private const AGES = '/\b(?:under|over|aged|from|age|children of|child of) \d{1,2}(?: (?:to|and|-) \d{1,2})?(?! '
		. '?[\d€£%:.,h]| ?(?:eur|gbp|am|pm|m|km|kg|'
		. 'years?|months?|days?|hours?|weeks?|minutes?|people|persons?)\b| (?:to|and) \d| [a-z]+ \d{4})\b/';

	/** After a span of time: counted back from a moment, so that "up to 72 hours before" is 72 hours or more. */
	private const BACKWARDS = '(?: (?:before|avant|ahead|a l.avance|in advance|prior|early))?';

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
		if ( 1 === preg_match( self::AGED, $text, $found ) ) {
			return new self( (float) $found[2], 'year' );
		}
		if ( 1 === preg_match( '/\b(?:i.?m|i am|measure|je mesure|je fais|taille) (?:only )?([12][.,]\d{1,2})\b/', $text, $found ) ) {
			return new self( self::value( $found[1] ), 'm' );
		}
		return null;
	}

	/** The question without the quantity, so that its figures are no words of it. */
	public static function without( string $question ): string {
		$units    = implode( '|', self::UNITS );
		$question = (string) preg_replace( self::AGED, '$1 ', $question );
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

	/**
	 * Whether the quantity is one of those a text speaks of: inside a range, on the right side of a limit, or itself; null when the text has
	 * nothing to compare it with. "Up to 72 hours before" includes 5 days.
	 */
	public function fits( string $text ): ?bool {
		$text  = self::normal( $text );
		$text  = 'year' === $this->unit ? (string) preg_replace( self::AGES, '$0 years', $text ) : $text;
		$units = $this->comparable();
		$unit  = '(' . implode( '|', array_intersect_key( self::UNITS, $units ) ) . ')\b';
		$one   = '(' . self::NUMBER . ')';
		$value = $this->value * $units[ $this->unit ];
		$found = [];
		$text  = (string) preg_replace_callback(
			"/\b$one(?: ?$unit)? (?:a|to|et|and|-) $one ?$unit/",
			static function ( array $range ) use ( &$found, $value, $units ): string {
				$factor  = self::factor( $range[4], $units );
				$least   = self::value( $range[1] ) * ( '' === $range[2] ? $factor : self::factor( $range[2], $units ) );
				$most    = self::value( $range[3] ) * $factor;
				$found[] = min( $least, $most ) <= $value && $value <= max( $least, $most );
				return ' ';
			},
			$text,
		);
		$limits = '/\b(?:(' . self::LOWER . ')|(' . self::UPPER . ')|(' . self::BELOW . ")) $one ?$unit(" . self::BACKWARDS . ')/';
		preg_match_all( $limits, $text, $matches, PREG_SET_ORDER );
		foreach ( $matches as $limit ) {
			$bound   = self::value( $limit[4] ) * self::factor( $limit[5], $units );
			$found[] = match ( true ) {
				'' !== $limit[1]                     => $value >= $bound,
				'' !== $limit[3]                     => $value < $bound,
				default                              => '' === $limit[6] ? $value <= $bound : $value >= $bound,
			};
		}
		if ( [] === $found && 1 === preg_match( "/(?<![\d.,])$one ?$unit/", $text, $same ) ) {
			return self::value( $same[1] ) * self::factor( $same[2], $units ) === $value ? true : null;
		}
		return [] === $found ? null : in_array( true, $found, true );
	}

	/** @return non-empty-array<string, float> Units that this one is compared with, itself among them, and what each is of the same. */
	private function comparable(): array {
		foreach ( self::SAME as $units ) {
			if ( isset( $units[ $this->unit ] ) ) {
				return $units;
			}
		}
		return [ $this->unit => 1.0 ];
	}

	/**
	 * What a unit as spelled is of the same as others.
	 *
	 * @param array<string, float> $units
	 */
	private static function factor( string $spelled, array $units ): float {
		foreach ( $units as $unit => $factor ) {
			if ( 1 === preg_match( '/^(?:' . self::UNITS[ $unit ] . ')$/', $spelled ) ) {
				return $factor;
			}
		}
		return 1.0;
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
		$text = (string) preg_replace( '/ {2,}/', ' ', str_replace( [ '€', '£' ], [ ' eur', ' gbp' ], $text ) );
		$text = (string) preg_replace( '/\bhalf an? hour\b|\b(?:une )?demi-?[ ]?heure\b/', '30 minutes', $text );
		return (string) preg_replace_callback(
			'/\b(' . NumberWords::PATTERN . '|a)(?= (?:' . implode( '|', array_diff_key( self::UNITS, [ 'm' => '' ] ) ) . ')\b)/',
			static fn( array $found ): string => 'a' === $found[1] ? '1' : (string) NumberWords::value( $found[1] ),
			$text,
		);
	}

	private static function value( string $written ): float {
		$readings = NumberParser::interpretations( $written );
		return (float) $readings[0];
	}

	private static function plain( float $value ): string {
		return rtrim( rtrim( number_format( $value, 2, '.', '' ), '0' ), '.' );
	}
}
