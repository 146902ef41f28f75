<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Language;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Support\Text;

/**
 * Extracts e-mail addresses and telephone numbers from a text. Pure.
 *
 * A telephone number starts with +, 00, 0 or a North American area code in its groups and has at most 15 digits (ITU-T E.164);
 * dates, prices and most order numbers do not. Both patterns examine each character a bounded number of times.
 */
final class ContactDetector {

	public const EMAIL = '/(?<![\p{L}\p{N}._%+-])[\p{L}\p{N}._%+-]+@[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)*\.(?:xn--[a-z0-9-]+|\p{L}{2,})/iu';

	/** Matches possible telephone numbers; is_telephone() decides. */
	public const TELEPHONE = '~(?<![\p{L}\p{N}]|\d[.,])(?:\(?\+ ?\(?|\()?\d(?:[ .()/\x{A0}\x{202F}-]{0,3}\d){7,14}(?![\p{L}\p{N}])~u';

	/** Least digits of a number typed by a visitor: shorter ones that begin with 0 are usually order numbers or dates. */
	public const DIGITS = 9;

	/** Least digits of a number on a page: service numbers are short ("0800 1234"). */
	public const DIGITS_ON_PAGES = 8;

	private const NORTH_AMERICAN = '/^(?:1[ .-])?\(?\d{3}\)?[ .-]{1,2}\d{3}[ .-]\d{4}$/';

	/** A date; excludes the first groups of a telephone number written with points. */
	private const DATE = '~^\d{1,2}([./-])\d{1,2}\1(?:\d{4}|\d{2})(?!\1?\d)~';

	/**
	 * Returns the e-mail addresses of a text, in order.
	 *
	 * @return list<string>
	 */
	public static function emails( string $text ): array {
		preg_match_all( self::EMAIL, Text::valid( $text ), $found );
		return $found[0];
	}

	/**
	 * Returns the telephone numbers of a text as written, in order.
	 *
	 * @param int $digits Least number of digits, see the constants.
	 *
	 * @return list<string>
	 */
	public static function telephones( string $text, int $digits = self::DIGITS ): array {
		preg_match_all( self::TELEPHONE, Text::valid( $text ), $found );
		return array_values( array_filter( $found[0], static fn( string $number ): bool => self::is_telephone( $number, $digits ) ) );
	}

	/** Whether a match of TELEPHONE is a telephone number. */
	public static function is_telephone( string $found, int $digits = self::DIGITS ): bool {
		$plain = str_replace( [ "\u{A0}", "\u{202F}" ], ' ', $found );
		$looks = 1 === preg_match( '/^[(+]{0,2}0|^\(?\+/', $plain ) || 1 === preg_match( self::NORTH_AMERICAN, $plain );
		return $looks && strlen( self::digits( $plain ) ) >= $digits && 1 !== preg_match( self::DATE, $plain );
	}

	/** Strips everything but digits. */
	public static function digits( string $number ): string {
		return (string) preg_replace( '/\D/', '', $number );
	}

	/**
	 * Replaces each e-mail address of a text.
	 *
	 * @param \Closure(string): string $replace
	 */
	public static function replace_emails( string $text, \Closure $replace ): string {
		$replaced = static fn( array $found ): string => $replace( $found[0] );
		return (string) preg_replace_callback( self::EMAIL, $replaced, Text::valid( $text ) );
	}

	/**
	 * Replaces each telephone number of a text.
	 *
	 * @param \Closure(string): string $replace
	 */
	public static function replace_telephones( string $text, \Closure $replace ): string {
		return (string) preg_replace_callback(
			self::TELEPHONE,
			static fn( array $found ): string => self::is_telephone( $found[0] ) ? $replace( $found[0] ) : $found[0],
			Text::valid( $text )
		);
	}
}
