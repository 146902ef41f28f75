<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Mail;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Language\ContactDetector;
use Aaia\Chatbot\Settings\Settings;

/**
 * Masks personal numbers in visitors' texts before they leave the site by mail or to other services.
 *
 * Masks payment cards by their check digit (Luhn, ISO/IEC 7812-1), bank accounts by theirs (IBAN, ISO 13616, mod 97), French social
 * security numbers by their key (NIR, mod 97): other long numbers, such as of orders, stay. With `all`, masks e-mail
 * addresses and telephone numbers too. The stored conversation is not changed.
 */
final class PersonalDataMasker {

	/** Values of the setting. */
	public const OFF = 'off';

	public const NUMBERS = 'numbers';

	public const ALL = 'all';

	/** Characters at the end of a number that stay, so that it can be recognised. */
	private const SHOWN = 4;

	public function __construct( private readonly Settings $settings ) {}

	/** Replaces what the owner's setting masks with dots. */
	public function mask( string $text ): string {
		$wanted = $this->settings->text( 'alert_masks' );
		if ( self::OFF === $wanted || '' === $text ) {
			return $text;
		}
		$text = $this->without_numbers( $text );
		if ( self::ALL === $wanted ) {
			$text = ContactDetector::replace_emails(
				$text,
				static fn( string $found ): string => mb_substr( $found, 0, 1, 'UTF-8' ) . '•••@•••',
			);
			$text = ContactDetector::replace_telephones( $text, $this->dotted( ... ) );
		}
		return $text;
	}

	/** Whether a text has such numbers, whatever the owner's setting. */
	public function has_numbers( string $text ): bool {
		return 1 === preg_match( '/\d{2}/', $text ) && $this->without_numbers( $text ) !== $text;
	}

	private function without_numbers( string $text ): string {
		$text = $this->replaced( '/(?<![A-Z0-9])[A-Z]{2}\d{2}(?:[ -]?[A-Z0-9]){11,30}(?![A-Z0-9])/i', $text, $this->iban( ... ) );
		return $this->replaced( '/(?<![\d.,])\d(?:[ .-]?\d){12,18}(?![\d])/', $text, $this->number( ... ) );
	}

	/** @param \Closure(string): string $mask */
	private function replaced( string $pattern, string $text, \Closure $mask ): string {
		return preg_replace_callback( $pattern, static fn( array $found ): string => $mask( $found[0] ), $text ) ?? $text;
	}

	private function iban( string $found ): string {
		$plain = strtoupper( (string) preg_replace( '/[ -]/', '', $found ) );
		// The match may include words after the account number: takes the longest prefix with a valid check sum.
		for ( $length = min( 34, strlen( $plain ) ); $length >= 15; $length-- ) {
			$account = substr( $plain, 0, $length );
			$digits  = (string) preg_replace_callback(
				'/[A-Z]/',
				static fn( array $letter ): string => (string) ( ord( $letter[0] ) - 55 ),
				substr( $account, 4 ) . substr( $account, 0, 4 )
			);
			if ( 1 === $this->mod_97( $digits ) ) {
				return $this->dotted( $account ) . $this->after( $found, $length );
			}
		}
		return $found;
	}

	private function number( string $found ): string {
		$digits = (string) preg_replace( '/\D/', '', $found );
		return $this->is_card( $digits ) || $this->is_social( $digits ) ? $this->dotted( $digits ) : $found;
	}

	private function is_card( string $digits ): bool {
		$sum = 0;
		foreach ( array_reverse( str_split( $digits ) ) as $at => $digit ) {
			$twice = (int) $digit * ( 1 === $at % 2 ? 2 : 1 );
			$sum  += $twice > 9 ? $twice - 9 : $twice;
		}
		return 0 === $sum % 10 && 1 !== preg_match( '/\A0/', $digits );
	}

	private function is_social( string $digits ): bool {
		return 15 === strlen( $digits )
			&& 1 === preg_match( '/\A[12]/', $digits )
			&& 97 - $this->mod_97( substr( $digits, 0, 13 ) ) === (int) substr( $digits, 13 );
	}

	/** Remainder of a number of any length. */
	private function mod_97( string $digits ): int {
		$rest = 0;
		foreach ( str_split( $digits, 7 ) as $part ) {
			$rest = (int) ( $rest . $part ) % 97;
		}
		return $rest;
	}

	/** What follows the first $count letters and digits. */
	private function after( string $found, int $count ): string {
		preg_match( '/\A(?:[ -]?[A-Z0-9]){' . $count . '}/i', $found, $beginning );
		return substr( $found, strlen( $beginning[0] ?? '' ) );
	}

	private function dotted( string $found ): string {
		return '•••• ' . substr( (string) preg_replace( '/[^A-Z0-9]/i', '', $found ), -self::SHOWN );
	}
}
