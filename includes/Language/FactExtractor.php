<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Language;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Support\Text;

/**
 * Extracts the figures and addresses of a text and normalizes each, so that different spellings compare equal. Pure.
 *
 * Kinds are searched in turn and each match is masked before the next kind, so that a telephone number is not also a list of numbers.
 */
final class FactExtractor {

	/** Characters read of a text: more than any answer or prompt holds. */
	private const READ = 40_000;

	/** Replaces every byte of a match, so that the offsets of later matches stay right. */
	private const MASK = '|';

	private const MONTHS = [
		1  => 'janvier|january|janv|jan',
		2  => 'février|fevrier|february|févr|fevr|fév|feb',
		3  => 'mars|march|mar',
		4  => 'avril|april|avr|apr',
		5  => 'mai|may',
		6  => 'juin|june|jun',
		7  => 'juillet|july|juil|jul',
		8  => 'août|aout|august|aug',
		9  => 'septembre|september|sept|sep',
		10 => 'octobre|october|oct',
		11 => 'novembre|november|nov',
		12 => 'décembre|decembre|december|déc|dec',
	];

	private const CURRENCIES = [
		'EUR' => '€|euros?|eur',
		'USD' => '\$|dollars?|usd',
		'GBP' => '£|pounds?|gbp',
		'CHF' => 'chf|francs?',
		'JPY' => '¥|yens?|jpy',
		'CAD' => 'cad',
	];

	/**
	 * Top-level domains by which an address without https:// is recognised; others are too often two sentences without a space between
	 * them.
	 */
	private const DOMAINS = 'com|org|net|fr|eu|io|info|be|ch|ca|de|es|it|uk|co|app|dev|shop|gouv\.fr';

	/** Word boundaries: no letter or digit right before, and right after. */
	private const START = '(?<![\p{L}\p{N}])';

	private const END = '(?![\p{L}\p{N}])';

	/**
	 * The facts of a text, kind by kind, each kind in the order of the text.
	 *
	 * @return list<Fact>
	 */
	public static function extract( string $text ): array {
		$text  = self::normalize( $text );
		$facts = [];
		foreach ( self::patterns() as [ $kind, $pattern, $keys ] ) {
			preg_match_all( $pattern, $text, $matches, PREG_SET_ORDER | PREG_OFFSET_CAPTURE );
			foreach ( $matches as $match ) {
				[ $found, $at ] = $match[0];
				$meanings       = $keys( array_column( $match, 0 ) );
				if ( [] !== $meanings ) {
					$facts[] = new Fact( $kind, trim( rtrim( $found, '.,;:!?)' ), ' ](' ), $meanings, $at, strlen( $found ) );
					$text    = substr_replace( $text, str_repeat( self::MASK, strlen( $found ) ), $at, strlen( $found ) );
				}
			}
		}
		return $facts;
	}

	/** Unifies spaces, dashes, apostrophes and digits, and removes Markdown emphasis and invisible characters. */
	public static function normalize( string $text ): string {
		$text = mb_substr( Text::valid( $text ), 0, self::READ, 'UTF-8' );
		$text = (string) preg_replace(
			[
				'/[\x{A0}\x{2000}-\x{200A}\x{202F}\x{205F}\x{3000}]/u',
				'/[\x{2010}-\x{2015}\x{2212}]/u',
				'/[’ʼ]/u',
				'/[\x{AD}\x{200B}-\x{200F}\x{2060}\x{FEFF}*`]/u',
			],
			[ ' ', '-', '\'', '' ],
			$text
		);
		return (string) preg_replace_callback(
			'/[\x{660}-\x{669}\x{6F0}-\x{6F9}\x{FF10}-\x{FF19}]/u',
			static function ( array $digit ): string {
				$code = (int) mb_ord( $digit[0], 'UTF-8' );
				return (string) ( $code - self::zero( $code ) );
			},
			$text
		);
	}

	private static function zero( int $code ): int {
		return $code >= 0xFF10 ? 0xFF10 : ( $code >= 0x6F0 ? 0x6F0 : 0x660 );
	}

	/** @return list<array{FactKind, string, \Closure(array<string>): list<string>}> */
	private static function patterns(): array {
		$month    = '(' . implode( '|', self::MONTHS ) . ')\.?';
		$currency = '(' . implode( '|', self::CURRENCIES ) . ')';
		$number   = '(' . NumberParser::PATTERN . ')';
		$not_in   = '(?<![\p{L}\p{N}.,:])';
		return [
			[
				FactKind::Email,
				ContactDetector::EMAIL,
				static fn( array $m ): array => [ mb_strtolower( $m[0], 'UTF-8' ) ],
			],
			[
				FactKind::Url,
				'~(?:https?://|www\.)[^\s<>"()\[\]|]+|\]\(/[^)\s]*\)'
					. '|(?<![\p{L}\p{N}.-])(?:[a-z0-9-]+\.)+(?:' . self::DOMAINS . ')' . self::END . '(?:/[^\s<>"()\[\]|]*)?~iu',
				static fn( array $m ): array => [ self::address( $m[0] ) ],
			],
			[
				FactKind::Date,
				'/' . self::START . '(\d{4})-(\d{1,2})-(\d{1,2})' . self::END . '/u',
				static fn( array $m ): array => self::dates( (int) $m[1], [ [ (int) $m[2], (int) $m[3] ] ] ),
			],
			[
				FactKind::Date,
				'~(?<![\p{L}\p{N}./-])(\d{1,2})([/.-])(\d{1,2})\2(\d{4}|\d{2})(?![\p{L}\p{N}]|[./-]\d)~u',
				static fn( array $m ): array => self::dates( self::year( $m[4] ), [ [ (int) $m[3], (int) $m[1] ], [ (int) $m[1], (int) $m[3] ] ] ),
			],
			[
				FactKind::Date,
				'/' . self::START . '(\d{1,2})(?:er|e|st|nd|rd|th)?(?: of)? ' . $month . self::END . '(?:,? (\d{4})' . self::END . ')?/iu',
				static fn( array $m ): array => self::dates( (int) ( $m[3] ?? 0 ), [ [ self::month( $m[2] ), (int) $m[1] ] ] ),
			],
			[
				FactKind::Date,
				'/' . self::START . $month . ' (\d{1,2})(?:st|nd|rd|th)?(?![\p{L}\p{N}]|[.,]\d)(?:,? (\d{4})' . self::END . ')?/iu',
				static fn( array $m ): array => self::dates( (int) ( $m[3] ?? 0 ), [ [ self::month( $m[1] ), (int) $m[2] ] ] ),
			],
			[
				FactKind::Date,
				'/' . self::START . $month . ' (\d{4})' . self::END . '/iu',
				static fn( array $m ): array => self::dates( (int) $m[2], [ [ self::month( $m[1] ), 0 ] ] ),
			],
			[
				FactKind::Phone,
				ContactDetector::TELEPHONE,
				static fn( array $m ): array => self::telephone( $m[0] ),
			],
			[
				FactKind::Price,
				'/' . self::START . '(\d+) ?€ ?(\d{2})' . self::END . '/u',
				static fn( array $m ): array => self::prices( $m[1] . ',' . $m[2], '€' ),
			],
			[
				FactKind::Price,
				'/(?<![\p{L}\p{N}.,])' . $number . ' ?' . $currency . '(?!\p{L})/iu',
				static fn( array $m ): array => self::prices( $m[1], $m[2] ),
			],
			[
				FactKind::Price,
				'/(?<!\p{L})' . $currency . ' ?' . $number . '/iu',
				static fn( array $m ): array => self::prices( $m[2], $m[1] ),
			],
			[
				FactKind::Time,
				'/' . self::START . '(\d{1,2})(?:[:.](\d{2}))? ?([ap])\.?m\b\.?/iu',
				static fn( array $m ): array => self::hours( (int) $m[1] % 12 + ( 'p' === strtolower( $m[3] ) ? 12 : 0 ), (int) $m[2] ),
			],
			[
				FactKind::Time,
				'/' . $not_in . '(\d{1,2})(?::(\d{2})| ?h(?: ?(\d{2}))?)(?![\p{L}\p{N}:])/iu',
				static fn( array $m ): array => self::hours( (int) $m[1], (int) ( $m[3] ?? $m[2] ?? 0 ) ),
			],
			[
				FactKind::Number,
				'/(?<![\p{L}\p{N}.,])(?:' . NumberParser::PATTERN . ')/u',
				static fn( array $m ): array => NumberParser::interpretations( $m[0] ),
			],
		];
	}

	/** A year of two digits is one of this century. */
	private static function year( string $written ): int {
		return (int) $written < 100 ? 2000 + (int) $written : (int) $written;
	}

	/** Removes scheme, www, fragment and final slash, and lowers the case of the host. */
	private static function address( string $found ): string {
		$url = rtrim( trim( $found, ']()' ), '.,;:!?\'*_' );
		$url = (string) preg_replace( [ '~^https?://~i', '~^www\.~i', '~#.*$~s' ], '', $url );
		[ $host, $path ] = explode( '/', $url . '/', 2 );
		return rtrim( mb_strtolower( $host, 'UTF-8' ) . '/' . $path, '/' );
	}

	/**
	 * Dates as `year-month-day`, with 0 for a part that is not given.
	 *
	 * @param list<array{int, int}> $readings Possible pairs of month and day, likeliest first.
	 *
	 * @return list<string>
	 */
	private static function dates( int $year, array $readings ): array {
		$dates = [];
		foreach ( $readings as [ $month, $day ] ) {
			if ( $month >= 1 && $month <= 12 && $day >= 0 && $day <= 31 ) {
				$dates[] = "$year-$month-$day";
			}
		}
		return array_values( array_unique( $dates ) );
	}

	private static function month( string $name ): int {
		foreach ( self::MONTHS as $number => $names ) {
			if ( in_array( mb_strtolower( $name, 'UTF-8' ), explode( '|', $names ), true ) ) {
				return $number;
			}
		}
		return 0;
	}

	/**
	 * @return list<string> Its last nine digits, which are the same with and without a country code; empty when it is no telephone
	 *         number.
	 */
	private static function telephone( string $found ): array {
		return ContactDetector::is_telephone( $found, ContactDetector::DIGITS_ON_PAGES )
			? [ substr( ContactDetector::digits( $found ), -9 ) ]
			: [];
	}

	/** @return list<string> Such as `20.5 EUR`. */
	private static function prices( string $number, string $sign ): array {
		foreach ( self::CURRENCIES as $code => $signs ) {
			if ( 1 === preg_match( '/^(?:' . $signs . ')$/iu', $sign ) ) {
				return array_map( static fn( string $meaning ): string => $meaning . ' ' . $code, NumberParser::interpretations( $number ) );
			}
		}
		return [];
	}

	/** @return list<string> Such as `14:00`; empty when it is not a time of day. */
	private static function hours( int $hour, int $minute ): array {
		return $hour <= 24 && $minute <= 59 ? [ sprintf( '%d:%02d', $hour, $minute ) ] : [];
	}
}
