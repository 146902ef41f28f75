<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Assistant\Conditions;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Language\PhraseMatcher;

/** Detects that a visitor left an e-mail address or a telephone number, or asks to be called back. French and English. */
final class ContactFinder {

	/** Kinds of contact. Staff are shown the kind, never the address or number itself. */
	public const EMAIL = 'e-mail';

	public const PHONE = 'phone';

	public const CALL_BACK = 'call back';

	private const ASKS = [
		'call me', 'call me back', 'phone me', 'ring me', 'contact me', 'get back to me', 'reach me',
		'want to be contacted', 'like to be contacted',
		'rappelez moi', 'me rappeler', 'appelez moi', 'm appeler', 'contactez moi', 'me contacter', 'me recontacter', 'recontactez moi',
		'me joindre', 'etre rappele', 'etre contacte', 'etre recontacte', 'me telephoner',
	];

	/** EMAIL, PHONE, CALL_BACK, or null. */
	public function kind_in( string $text ): ?string {
		$text = mb_substr( $text, 0, 4000, 'UTF-8' );
		if ( 1 === preg_match( '/[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9.-]{1,190}\.[A-Za-z]{2,24}\b/', $text ) ) {
			return self::EMAIL;
		}
		return $this->has_number( $text ) ? self::PHONE : ( null === PhraseMatcher::first_in( $text, self::ASKS ) ? null : self::CALL_BACK );
	}

	/**
	 * A number of 9 to 15 digits that begins like one of a telephone: +, 00 or 0 (ITU-T E.164), or in North American groups.
	 * Dates, prices and order numbers are none.
	 */
	private function has_number( string $text ): bool {
		preg_match_all( '/(?<![\w.,])(?:\+|00|0|\()[\d .()\/-]{7,22}\d(?![\w])|(?<![\w.,])\d{3}[ .-]\d{3}[ .-]\d{4}(?![\w])/u', $text, $found );
		foreach ( $found[0] as $number ) {
			$digits = strlen( (string) preg_replace( '/\D/', '', $number ) );
			if ( $digits >= 9 && $digits <= 15 && 1 !== preg_match( '/^\d{1,2}[.\/-]\d{1,2}[.\/-]\d{2,4}/', $number ) ) {
				return true;
			}
		}
		return false;
	}
}
