<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Inbox\Notices;

defined( 'ABSPATH' ) || exit;

/** Encrypts what is pushed so that only the browser that subscribed can read it (RFC 8291, with one record of RFC 8188's aes128gcm). */
final class PushEncryption {

	/** Bytes of the record (RFC 8291, 4): push services take bodies of 4096. */
	private const RECORD = 4096;

	/** Bytes of text at most: the record without header (86), tag (16) and delimiter (1). */
	public const MOST = self::RECORD - 103;

	/**
	 * @param string                 $point The browser's public key (`p256dh`), 65 bytes.
	 * @param string                 $auth  The browser's secret, 16 bytes.
	 * @param ?\OpenSSLAsymmetricKey $own   Our key for this message; null makes one. Never used twice.
	 * @param ?string                $salt  16 random bytes; null makes them.
	 *
	 * @throws \InvalidArgumentException When the text is too long or the browser's key is none.
	 * @throws \RuntimeException         When openssl refuses.
	 */
	public static function encrypt(
		string $text,
		string $point,
		#[\SensitiveParameter] string $auth,
		?\OpenSSLAsymmetricKey $own = null,
		?string $salt = null,
	): string {
		$theirs = P256::public_key( $point );
		if ( null === $theirs || 16 !== strlen( $auth ) || strlen( $text ) > self::MOST ) {
			throw new \InvalidArgumentException( 'These are no keys of a subscription, or the text is too long.' );
		}
		$own  ??= P256::new_key();
		$salt ??= random_bytes( 16 );
		$ours   = P256::point( $own );
		// RFC 8291, 3.4: both public keys are part of what the content's key is made from.
		$secret = hash_hkdf( 'sha256', P256::shared_secret( $theirs, $own ), 32, "WebPush: info\0" . $point . $ours, $auth );
		$key    = hash_hkdf( 'sha256', $secret, 16, "Content-Encoding: aes128gcm\0", $salt );
		$nonce  = hash_hkdf( 'sha256', $secret, 12, "Content-Encoding: nonce\0", $salt );
		// 2 ends the last record (RFC 8188, 2).
		$sealed = openssl_encrypt( $text . "\x02", 'aes-128-gcm', $key, OPENSSL_RAW_DATA, $nonce, $tag );
		if ( false === $sealed || ! is_string( $tag ) ) {
			throw new \RuntimeException( 'openssl did not encrypt: ' . openssl_error_string() );
		}
		return $salt . pack( 'N', self::RECORD ) . chr( strlen( $ours ) ) . $ours . $sealed . $tag;
	}
}
