<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Conversations\Contacts;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Language\Telephone;

/** What a contact is known by. */
enum IdentityKind: string {

	case Email    = 'email';
	case Phone    = 'phone';
	case User     = 'user';
	case Customer = 'customer';

	/**
	 * The form in which an identity is stored: an address or a number without spaces; for users and customers the number of the user.
	 *
	 * @param string $country Calling code of numbers without one, such as `33`; empty when it is not known.
	 *
	 * @return ?string Null when it is none of this kind.
	 */
	public function normal( string $typed, string $country ): ?string {
		return match ( $this ) {
			self::Email                => false !== is_email( $typed ) ? $typed : null,
			self::Phone                => Telephone::normal( $typed, $country ),
			self::User, self::Customer => 1 === preg_match( '/\A[1-9]\d{0,17}\z/', $typed ) ? $typed : null,
		};
	}

	/** Hash by which the same identity is found, whatever its letters' case. */
	public static function folded( string $value ): string {
		return substr( hash( 'sha256', mb_strtolower( $value, 'UTF-8' ) ), 0, 32 );
	}
}
