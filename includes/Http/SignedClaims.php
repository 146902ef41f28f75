<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Http;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Support\Ids;

/** Claims that a browser keeps and cannot change: `base64url(JSON) . base64url(HMAC-SHA256 of what stands before)`, joined by a point. */
final class SignedClaims {

	/** Longest text that is read. Bytes. */
	private const LONGEST = 1000;

	/** @param array<string, string|int> $claims */
	public static function seal( array $claims, string $key ): string {
		$payload = Ids::base64url( (string) wp_json_encode( $claims ) );
		return $payload . '.' . self::signature( $payload, $key );
	}

	/** @return ?array<array-key, mixed> The claims; null when they are not signed with this key. */
	public static function open( string $sealed, string $key ): ?array {
		$parts = explode( '.', $sealed );
		if ( 2 !== count( $parts ) || strlen( $sealed ) > self::LONGEST || ! hash_equals( self::signature( $parts[0], $key ), $parts[1] ) ) {
			return null;
		}
		$claims = json_decode( (string) Ids::from_base64url( $parts[0] ), true );
		return is_array( $claims ) ? $claims : null;
	}

	private static function signature( string $payload, string $key ): string {
		return Ids::base64url( hash_hmac( 'sha256', $payload, $key, true ) );
	}
}
