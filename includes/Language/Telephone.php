<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Language;

defined( 'ABSPATH' ) || exit;

/**
 * One form for telephone numbers written in different ways. Pure.
 *
 * "06 12 34 56 78", "+33 (0)6 12 34 56 78" and "0033612345678" are `+33612345678` where the country is known to be France. Calling codes:
 * ITU-T E.164, list of assigned codes.
 */
final class Telephone {

	/** Least and most digits. */
	private const LEAST = 4;

	private const MOST = 15;

	/** Calling codes of one and two digits; all others have three. */
	private const SHORT_CODES = [
		'1', '7', '20', '27', '30', '31', '32', '33', '34', '36', '39', '40', '41', '43', '44', '45', '46', '47', '48', '49', '51',
		'52', '53', '54',
		'55', '56', '57', '58', '60', '61', '62', '63', '64', '65', '66', '81', '82', '84', '86', '90', '91', '92', '93', '94', '95', '98',
	];

	/** Calling code by the country of a locale. */
	private const CODES = [
		'AR' => '54', 'AT' => '43', 'AU' => '61', 'BE' => '32', 'BG' => '359', 'BR' => '55', 'CA' => '1', 'CH' => '41', 'CI' => '225',
		'CL' => '56',
		'CM' => '237', 'CN' => '86', 'CO' => '57', 'CY' => '357', 'CZ' => '420', 'DE' => '49', 'DK' => '45', 'DZ' => '213',
		'EE' => '372', 'EG' => '20',
		'ES' => '34', 'FI' => '358', 'FR' => '33', 'GB' => '44', 'GF' => '594', 'GP' => '590', 'GR' => '30', 'HR' => '385',
		'HU' => '36', 'ID' => '62',
		'IE' => '353', 'IL' => '972', 'IN' => '91', 'IS' => '354', 'IT' => '39', 'JP' => '81', 'KR' => '82', 'LT' => '370',
		'LU' => '352', 'LV' => '371',
		'MA' => '212', 'MC' => '377', 'MQ' => '596', 'MT' => '356', 'MX' => '52', 'NL' => '31', 'NO' => '47', 'NZ' => '64',
		'PE' => '51', 'PL' => '48',
		'PT' => '351', 'RE' => '262', 'RO' => '40', 'RU' => '7', 'SE' => '46', 'SI' => '386', 'SK' => '421', 'SN' => '221',
		'TN' => '216', 'TR' => '90',
		'UA' => '380', 'US' => '1', 'ZA' => '27',
	];

	/** Countries whose numbers keep their first 0 after the calling code. */
	private const KEEPS_ZERO = [ '39' ];

	/** The calling code of a locale's country: `33` of `fr_FR`. Empty when the locale names none. */
	public static function code_of( string $locale ): string {
		return 1 === preg_match( '/_([A-Z]{2})(?:_|\z)/', $locale, $found ) ? self::CODES[ $found[1] ] ?? '' : '';
	}

	/**
	 * The number as `+33612345678`; only its digits when the country is not known.
	 *
	 * @param string $country Calling code of numbers that have none; empty when it is not known.
	 *
	 * @return ?string Null when it is no telephone number.
	 */
	public static function normal( string $typed, string $country = '' ): ?string {
		$plain = (string) preg_replace( '/\(0\)/', '', $typed );
		if ( 1 === preg_match( '~[^\d\s.()/+\x{A0}\x{202F}-]~u', $plain ) ) {
			return null;
		}
		$digits = ContactDetector::digits( $plain );
		if ( strlen( $digits ) < self::LEAST || strlen( $digits ) > self::MOST ) {
			return null;
		}
		return match ( true ) {
			str_contains( $plain, '+' )         => '+' . $digits,
			str_starts_with( $digits, '00' )    => '+' . substr( $digits, 2 ),
			'' === $country                     => $digits,
			'1' === $country                    => 10 === strlen( $digits ) ? "+1$digits" : ( 11 === strlen( $digits ) ? "+$digits" : $digits ),
			str_starts_with( $digits, '0' )     => "+$country" . ( in_array( $country, self::KEEPS_ZERO, true ) ? $digits : substr( $digits, 1 ) ),
			strlen( $digits ) < 8               => $digits,
			str_starts_with( $digits, $country ) && strlen( $digits ) > 10 => '+' . $digits,
			default                             => "+$country$digits",
		};
	}

	/** All digits of a number. */
	public static function digits( string $number ): string {
		return ContactDetector::digits( $number );
	}

	/** The digits of a normal number after the calling code, without a leading 0: `612345678`. */
	public static function national( string $normal ): string {
		$digits = self::digits( $normal );
		if ( str_starts_with( $normal, '+' ) ) {
			$lengths = array_filter(
				[ 1, 2 ],
				static fn( int $length ): bool => in_array( substr( $digits, 0, $length ), self::SHORT_CODES, true ),
			);
			$digits  = substr( $digits, array_values( $lengths )[0] ?? 3 );
		}
		return ltrim( $digits, '0' );
	}

	/** The digits to look for when the beginning of a number was typed: with its calling code, or without its first 0. */
	public static function typed_digits( string $typed ): string {
		$digits = self::digits( (string) preg_replace( '/\(0\)/', '', $typed ) );
		return str_starts_with( $digits, '00' ) ? substr( $digits, 2 ) : ltrim( $digits, '0' );
	}
}
