<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Health;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Language\NumberWords;

/**
 * Parses delays in French and English: how long something takes or may take. Pure.
 *
 * Skips durations that are not delays: ages, opening hours ("24 h/24", "7 days a week"), frequencies, and times since an event.
 */
final class DurationParser {

	/** Hours per unit, by the beginning of its words. */
	private const UNITS = [
		'h'   => 1,
		'j'   => 24,
		'da'  => 24,
		's'   => 168,
		'w'   => 168,
		'm'   => 720,
		'a'   => 8760,
		'y'   => 8760,
	];

	private const UNIT = 'heures?|hours?|hrs?|h|jours?|days?|semaines?|weeks?|mois|months?|années?|ans?|years?';

	/** Not a delay right after one of these. */
	private const NEVER_AFTER = '/(?:\bil y a|\bdepuis|\bsince|\bâgée?s? de|\baged|\bages?|\btou(?:te)?s les|\bevery|\bchaque|'
		. '\beach|\bla|\bles?|\bfirst|\bpremi[eè]re?s?|\blast|\bpast|\bderni[eè]re?s?|\bfor over|\bfor more than) $/iu';

	/** Not a delay right before one of these. */
	private const NEVER_BEFORE = '~^(?: ?/ ?\d| ?(?:sur|par|per|on|a|out of|of) (?:\d|jour|semaine|mois|an\b|day|week|month|year)| '
		. '(?:old|ago|d\'ancienneté|d\'expérience|d\'existence|of experience|d\'âge|plus t[oô]t|earlier|révolus)\b|-old\b)~iu';

	/** Hours are a time of day unless one of these comes right before or after them. */
	private const HOURS_AFTER = '/(?:\bsous|\ben|\bdans|\bles|\bwithin|\bin|\bd[ée]lai(?: de)?|\bmoins de|\bless than|\bunder|'
		. '\bcompte[rz]|\bmaximum|\bau moins|\bat least|\bup to|\bjusqu\'[àa]|\bapr[eè]s|\bafter|\bpendant|\bfor|:) $/iu';

	private const HOURS_BEFORE = '/^ (?:[àa] l\'avance|in advance|avant|before|beforehand|ouvr|maximum|max\b)/iu';

	/** Years are an age or narration unless the sentence contains one of these. */
	private const YEARS_WITH = '/garanti|warrant|guarant|valid|valab|contra[ct]|engage|dur[ée]e|delai|d[ée]lai|duration|conserv|'
		. 'ret[ae]in|retention|kept|keep|within|abonnement|subscri/iu';

	/**
	 * @param string $text A normalised sentence (see FactExtractor::normalize()).
	 *
	 * @return list<Duration> In the order of the text.
	 */
	public static function find( string $text ): array {
		$number  = '(\d{1,3}|' . NumberWords::PATTERN . ')';
		$pattern = '~(?<![\p{L}\p{N}.,:/-])' . $number . '(?: ?(?:à|to|-|ou|or|et|and) ?' . $number
			. ')?[ -]?((?:business|working|calendar|ouvr[ée]s|ouvrables) )?(' . self::UNIT
			. ')(?![\p{L}\p{N}])(?: (ouvr[ée]e?s|ouvrables?))?~iu';
		if ( ! preg_match_all( $pattern, $text, $matches, PREG_SET_ORDER | PREG_OFFSET_CAPTURE ) ) {
			return [];
		}
		$found = [];
		foreach ( $matches as $match ) {
			[ $value, $at ] = $match[0];
			$before         = substr( $text, max( 0, $at - 40 ), min( 40, $at ) );
			if ( ! self::is_delay( $text, mb_scrub( $before, 'UTF-8' ), substr( $text, $at + strlen( $value ) ), $match[4][0] ) ) {
				continue;
			}
			$hours   = self::hours( $match[4][0] );
			$least   = self::number( $match[1][0] );
			$most    = '' === $match[2][0] ? $least : self::number( $match[2][0] );
			$found[] = new Duration(
				$hours * min( $least, $most ),
				$hours * max( $least, $most ),
				1 === preg_match( '/^(?:business|working|ouvr)/iu', $match[3][0] . ( $match[5][0] ?? '' ) ),
				$value,
				$at,
				strlen( $value ),
			);
		}
		return $found;
	}

	private static function is_delay( string $text, string $before, string $after, string $unit ): bool {
		if (
			1 === preg_match( self::NEVER_AFTER, $before ) && 1 !== preg_match( '/\bdans les? $/iu', $before )
			|| 1 === preg_match( self::NEVER_BEFORE, $after )
		) {
			return false;
		}
		return match ( self::hours( $unit ) ) {
			1       => 1 === preg_match( self::HOURS_AFTER, $before ) || 1 === preg_match( self::HOURS_BEFORE, $after ),
			8760    => 1 === preg_match( self::YEARS_WITH, $text ),
			default => true,
		};
	}

	private static function hours( string $unit ): int {
		$unit = mb_strtolower( $unit, 'UTF-8' );
		foreach ( self::UNITS as $beginning => $hours ) {
			if ( str_starts_with( $unit, $beginning ) ) {
				return $hours;
			}
		}
		return 24;
	}

	private static function number( string $written ): int {
		return NumberWords::value( $written ) ?? (int) $written;
	}
}
