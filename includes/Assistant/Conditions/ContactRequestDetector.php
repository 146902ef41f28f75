<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Assistant\Conditions;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Language\ContactDetector;
use Aaia\Chatbot\Language\PhraseMatcher;

/** Detects that a visitor left an e-mail address or a telephone number, or asks to be contacted. French and English. */
final class ContactRequestDetector {

	/** Kinds of contact. Staff are shown the kind, never the address or number itself. */
	public const EMAIL = 'e-mail';

	public const PHONE = 'phone';

	public const CALL_BACK = 'call back';

	private const ASKS = [
		'call me', 'call me back', 'phone me', 'ring me', 'contact me', 'get back to me', 'reach me', 'want to be contacted',
		'like to be contacted', 'rappelez moi', 'me rappeler', 'appelez moi', 'm appeler', 'contactez moi', 'me contacter',
		'me recontacter', 'recontactez moi', 'me joindre', 'etre rappele', 'etre contacte', 'etre recontacte', 'me telephoner',
	];

	/** Returns EMAIL, PHONE, CALL_BACK, or null. */
	public function kind_in( string $text ): ?string {
		$text = mb_substr( $text, 0, 4000, 'UTF-8' );
		return match ( true ) {
			[] !== ContactDetector::emails( $text )                    => self::EMAIL,
			[] !== ContactDetector::telephones( $text )                => self::PHONE,
			null !== PhraseMatcher::first_match( $text, self::ASKS )      => self::CALL_BACK,
			default                                                    => null,
		};
	}
}
