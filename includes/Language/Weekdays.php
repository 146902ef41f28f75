<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Language;

defined( 'ABSPATH' ) || exit;

/** Finds days of the week in French and English text: "Tuesday to Friday" includes Thursday. */
final class Weekdays {

	private const DAYS = [
		'monday'   => 0, 'tuesday'  => 1, 'wednesday' => 2, 'thursday' => 3, 'friday'   => 4, 'saturday' => 5, 'sunday'   => 6,
		'mon'      => 0, 'tue'      => 1, 'wed'       => 2, 'thu'      => 3, 'fri'      => 4, 'sat'      => 5, 'sun'      => 6,
		'lundi'    => 0, 'mardi'    => 1, 'mercredi'  => 2, 'jeudi'    => 3, 'vendredi' => 4, 'samedi'   => 5, 'dimanche' => 6,
		'lun'      => 0, 'mer'      => 2, 'jeu'       => 3, 'ven'      => 4, 'sam'      => 5, 'dim'      => 6,
	];

	/** "mon" means Monday, or "my" in French: then the next word is not about days or times. */
	private const FRENCH_MY = '/\bmon '
		. '(?!(?:to|tue\w*|wed\w*|thu\w*|fri\w*|sat\w*|sun\w*|and|only|at|from|until|through|closed|open)\b)(?=\p{L})/u';

	/**
	 * Returns the days that a text names or includes in a range or a weekend, 0 (Monday) to 6.
	 *
	 * @param string $text Folded.
	 *
	 * @return list<int> Each once, in the order of the week.
	 */
	public static function named_in( string $text ): array {
		$names = implode( '|', array_keys( self::DAYS ) );
		$text  = (string) preg_replace( self::FRENCH_MY, ' ', $text );
		$days  = [];
		if ( 1 === preg_match( '/\b(?:every day|daily|tous les jours|7j|7 jours|24 ?\/ ?7)\b/', $text ) ) {
			return range( 0, 6 );
		}
		$range = '/\b(' . $names . ')s?\b\.?(?: ?(?:to|a|au|until|through|jusqu.au|-|–|—) ?(' . $names . ')s?\b)?/u';
		if ( false !== preg_match_all( $range, $text, $found, PREG_SET_ORDER ) ) {
			foreach ( $found as $one ) {
				$first = self::DAYS[ $one[1] ];
				$last  = isset( $one[2] ) ? self::DAYS[ $one[2] ] : $first;
				for ( $day = $first; ; $day = ( $day + 1 ) % 7 ) {
					$days[ $day ] = $day;
					if ( $day === $last ) {
						break;
					}
				}
			}
		}
		if ( 1 === preg_match( '/\bweek ?-?ends?\b/', $text ) ) {
			$days += [ 5 => 5, 6 => 6 ];
		}
		ksort( $days );
		return array_values( $days );
	}
}
