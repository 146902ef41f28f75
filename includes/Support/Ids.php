<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Support;

defined( 'ABSPATH' ) || exit;

/** Public identifiers: random, so that none can be guessed from another. */
final class Ids {

	/** 22 characters `[A-Za-z0-9_-]`, 128 random bits. */
	public static function random(): string {
		return self::base64url( random_bytes( 16 ) );
	}

	/** Base64 for URLs, without padding (RFC 4648, section 5). */
	public static function base64url( string $bytes ): string {
		return rtrim( strtr( base64_encode( $bytes ), '+/', '-_' ), '=' );
	}

	/** Reverses base64url(); null when the text is not of that form. */
	public static function from_base64url( string $text ): ?string {
		if ( 1 !== preg_match( '/\A[A-Za-z0-9_-]*\z/', $text ) ) {
			return null;
		}
		$bytes = base64_decode( strtr( $text, '-_', '+/' ), true );
		return false === $bytes ? null : $bytes;
	}
}
