<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Language;

defined( 'ABSPATH' ) || exit;

/** Days of the year that French and English questions name, and whether a text's dates and periods include one. Pure. */
final class Dates {

	/** Beginnings of the names of months, folded => number. */
	private const MONTHS = [
		'janv|jan' => 1, 'fevr|feb' => 2, 'mars|mar(?!d)' => 3, 'avr|apr' => 4, 'mai|may' => 5, 'juin|jun' => 6,
		'juil|jul' => 7, 'aou|aug' => 8, 'sep' => 9, 'oct' => 10, 'nov' => 11, 'dec' => 12,
	];

	private const MONTH = '(janv\w*|jan\w*|fevr\w*|feb\w*|mars|march|mar|avr\w*|apr\w*|mai|may|juin|june?|juil\w*|july?|aout|aug\w*|'
		. 'sept?\w*|oct\w*|nov\w*|dec\w*)';

	/** Beginnings of the names of months, as written in lower case or with a capital. */
	public const MONTHS_BEGIN = '[Jj]anv?|[Ff][eé]vr|[Ff]eb|[Mm]ar(?:s|ch)\b|[Aa]vr|[Aa]pr|[Mm]a[iy]\b|[Jj]uin|[Jj]un|[Jj]ui?l|'
		. '[Aa]o[uû]t|[Aa]ug|[Ss]ept|[Oo]ct|[Nn]ov|[Dd][eé]c';

	private const DAY = '(\d{1,2})(?:er|st|nd|rd|th)?';

	/** Holidays by name, folded => month and day. */
	private const HOLIDAYS = [
		'/\b(?:christmas eve|reveillon de noel|veille de noel)\b/'        => [ 12, 24 ],
		'/\b(?:boxing day)\b/'                                            => [ 12, 26 ],
		'/\b(?:christmas|xmas|noel)\b/'                                   => [ 12, 25 ],
		'/\b(?:new year.?s? eve|saint sylvestre|31 decembre)\b/'          => [ 12, 31 ],
		'/\b(?:new year.?s?(?: day)?|jour de l.an|nouvel an)\b/'          => [ 1, 1 ],
		'/\b(?:labou?r day|fete du travail)\b/'                           => [ 5, 1 ],
		'/\b(?:bastille day|fete nationale)\b/'                           => [ 7, 14 ],
		'/\b(?:assumption|assomption)\b/'                                 => [ 8, 15 ],
		'/\b(?:all saints.?(?: day)?|toussaint)\b/'                       => [ 11, 1 ],
		'/\b(?:armistice(?: day)?)\b/'                                    => [ 11, 11 ],
	];

	/** Days of the year that are public holidays in France whatever the year. */
	private const PUBLIC_HOLIDAYS = [ '1-1', '5-1', '5-8', '7-14', '8-15', '11-1', '11-11', '12-25' ];

	/**
	 * The day that a question names, at its next occurrence; null when it names none.
	 *
	 * @param \DateTimeImmutable $today In the site's time zone.
	 */
	public static function in_question( string $question, \DateTimeImmutable $today ): ?\DateTimeImmutable {
		$text = self::normal( $question );
		if ( 1 === preg_match(
			'/\b(?:today|tonight|right now|now|this (?:morning|afternoon|evening)|aujourd.?hui|ce (?:soir|matin)|cet apres.midi|maintenant|en ce moment)\b/',
			$text,
		) ) {
			return $today;
		}
		if ( 1 === preg_match( '/\b(?:tomorrow|demain)\b/', $text ) ) {
			return $today->modify( '+1 day' );
		}
		foreach ( self::HOLIDAYS as $name => [ $month, $day ] ) {
			if ( 1 === preg_match( $name, $text ) ) {
				return self::next( $month, $day, $today );
			}
		}
		$dates = self::dates( $text );
		return [] === $dates ? null : self::next( $dates[0][0], $dates[0][1], $today );
	}

	/** Whether a folded word names a day together with others: a number, a month, part of a holiday's name. */
	public static function is_word( string $word ): bool {
		return 1 === preg_match(
			'/^(?:\d{1,2}(?:er|st|nd|rd|th)?|' . self::MONTH . '|christmas|xmas|noel|boxing|eve|veille|new|years?|jour|nouvel|an|labou?r|'
				. 'fete|travail|bastille|nationale|assumption|assomption|saints?|toussaint|armistice|right|now|moment|afternoon|morning|midi)$/',
			$word,
		);
	}

	/** Whether a text names the day, a period that includes it, or public holidays when it is one. */
	public static function include( string $text, \DateTimeImmutable $date ): bool {
		$text  = self::normal( $text );
		$asked = [ (int) $date->format( 'n' ), (int) $date->format( 'j' ) ];
		if (
			in_array( implode( '-', $asked ), self::PUBLIC_HOLIDAYS, true )
			&& 1 === preg_match( '/\b(?:public|bank) holidays?\b|\bjours? feries?\b/', $text )
		) {
			return true;
		}
		foreach ( self::periods( $text ) as [ $from, $to ] ) {
			if ( $from <= $to ? $from <= $asked && $asked <= $to : $from <= $asked || $asked <= $to ) {
				return true;
			}
		}
		return in_array( $asked, self::dates( $text ), true );
	}

	/** @return list<array{array{int, int}, array{int, int}}> First and last day of each period, as month and day. */
	private static function periods( string $text ): array {
		$found   = [];
		$to      = '(?: [^;]{0,16}?)? ?(?:to|au|until|till|through|a|-|jusqu.?au) (?:the )?';
		$pattern = '/\b' . self::DAY . '(?: (?:of )?' . self::MONTH . ')?' . $to . self::DAY . ' (?:of )?' . self::MONTH . '/';
		if ( false !== preg_match_all( $pattern, $text, $matches, PREG_SET_ORDER ) ) {
			foreach ( $matches as $one ) {
				$last    = self::month( $one[4] );
				$found[] = [ [ '' === $one[2] ? $last : self::month( $one[2] ), (int) $one[1] ], [ $last, (int) $one[3] ] ];
			}
		}
		if ( false !== preg_match_all(
			'/\b' . self::MONTH . ' ' . self::DAY . $to . self::MONTH . ' ' . self::DAY . '/',
			$text,
			$matches,
			PREG_SET_ORDER,
		) ) {
			foreach ( $matches as $one ) {
				$found[] = [ [ self::month( $one[1] ), (int) $one[2] ], [ self::month( $one[3] ), (int) $one[4] ] ];
			}
		}
		return $found;
	}

	/** @return list<array{int, int}> Month and day of each date. */
	private static function dates( string $text ): array {
		$dates = [];
		if ( false !== preg_match_all( '/\b' . self::DAY . ' (?:of )?' . self::MONTH . '\b/', $text, $found, PREG_SET_ORDER ) ) {
			foreach ( $found as $one ) {
				$dates[] = [ self::month( $one[2] ), (int) $one[1] ];
			}
		}
		$lists = '/\b((?:' . self::DAY . '(?:, ?| et | and | & ))+)' . self::DAY . ' (?:of )?' . self::MONTH . '\b/';
		if ( false !== preg_match_all( $lists, $text, $found, PREG_SET_ORDER ) ) {
			foreach ( $found as $one ) {
				preg_match_all( '/\d+/', $one[1], $days );
				foreach ( $days[0] as $day ) {
					$dates[] = [ self::month( $one[4] ), (int) $day ];
				}
			}
		}
		if ( false !== preg_match_all( '/\b' . self::MONTH . ' ' . self::DAY . '\b(?! ?(?:h|:|am|pm))/', $text, $found, PREG_SET_ORDER ) ) {
			foreach ( $found as $one ) {
				$dates[] = [ self::month( $one[1] ), (int) $one[2] ];
			}
		}
		return array_values( array_filter( $dates, static fn( array $date ): bool => $date[1] >= 1 && $date[1] <= 31 ) );
	}

	private static function month( string $name ): int {
		foreach ( self::MONTHS as $beginning => $number ) {
			if ( 1 === preg_match( "/^(?:$beginning)/", $name ) ) {
				return $number;
			}
		}
		return 0;
	}

	private static function next( int $month, int $day, \DateTimeImmutable $today ): \DateTimeImmutable {
		$date = $today->setDate( (int) $today->format( 'Y' ), $month, $day );
		return $date < $today->setTime( 0, 0 ) ? $date->setDate( (int) $today->format( 'Y' ) + 1, $month, $day ) : $date;
	}

	private static function normal( string $text ): string {
		return str_replace( [ '’', "\u{A0}", "\u{202F}", '–', '—' ], [ "'", ' ', ' ', '-', '-' ], TextFolder::fold_letters( $text ) );
	}
}
