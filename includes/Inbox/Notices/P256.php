<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Inbox\Notices;

defined( 'ABSPATH' ) || exit;

/** Keys of the curve P-256, which Web Push uses, through PHP's openssl; and the forms in which others want them. */
final class P256 {

	/** What stands before a public point in a SubjectPublicKeyInfo (RFC 5480): id-ecPublicKey, prime256v1, uncompressed. */
	private const INFO = '3059301306072a8648ce3d020106082a8648ce3d030107034200';

	/** Bytes of an uncompressed point: 0x04, x, y. */
	public const POINT = 65;

	/** Whether this PHP can make such keys. */
	public static function is_available(): bool {
		return function_exists( 'openssl_pkey_derive' ) && in_array( 'prime256v1', openssl_get_curve_names() ?: [], true );
	}

	/** @throws \RuntimeException When openssl refuses. */
	public static function new_key(): \OpenSSLAsymmetricKey {
		$key = openssl_pkey_new( [ 'private_key_type' => OPENSSL_KEYTYPE_EC, 'curve_name' => 'prime256v1' ] );
		return false === $key ? throw new \RuntimeException( 'openssl made no key: ' . openssl_error_string() ) : $key;
	}

	/** The public key as an uncompressed point. */
	public static function point( \OpenSSLAsymmetricKey $key ): string {
		$ec = openssl_pkey_get_details( $key )['ec'] ?? null;
		if ( ! is_array( $ec ) ) {
			throw new \RuntimeException( 'This is no key of P-256.' );
		}
		return "\x04" . str_pad( $ec['x'], 32, "\0", STR_PAD_LEFT ) . str_pad( $ec['y'], 32, "\0", STR_PAD_LEFT );
	}

	/** The key of an uncompressed point; null when it is not on the curve. */
	public static function public_key( string $point ): ?\OpenSSLAsymmetricKey {
		if ( self::POINT !== strlen( $point ) || "\x04" !== $point[0] ) {
			return null;
		}
		$base64 = chunk_split( base64_encode( hex2bin( self::INFO ) . $point ), 64, "\n" );
		$key    = openssl_pkey_get_public( "-----BEGIN PUBLIC KEY-----\n$base64-----END PUBLIC KEY-----\n" );
		return false === $key ? null : $key;
	}

	/** The secret that both sides share (ECDH). @throws \RuntimeException */
	public static function shared_secret( \OpenSSLAsymmetricKey $theirs, \OpenSSLAsymmetricKey $ours ): string {
		$secret = openssl_pkey_derive( $theirs, $ours, 32 );
		return false === $secret ? throw new \RuntimeException( 'openssl derived no secret: ' . openssl_error_string() ) : $secret;
	}

	/** Signs with ES256 (RFC 7518, 3.4): r and s, 32 bytes each, where openssl answers them as DER. @throws \RuntimeException */
	public static function sign( string $text, \OpenSSLAsymmetricKey $key ): string {
		if ( ! openssl_sign( $text, $der, $key, OPENSSL_ALGO_SHA256 ) || ! is_string( $der ) ) {
			throw new \RuntimeException( 'openssl did not sign: ' . openssl_error_string() );
		}
		$r = substr( $der, 4, ord( $der[3] ) );
		$s = substr( $der, 6 + strlen( $r ), ord( $der[5 + strlen( $r )] ) );
		return self::of_32( $r ) . self::of_32( $s );
	}

	/** A DER integer as 32 bytes: without the zero that marks it as positive, with the zeros that DER leaves out. */
	private static function of_32( string $integer ): string {
		return str_pad( ltrim( $integer, "\0" ), 32, "\0", STR_PAD_LEFT );
	}
}
