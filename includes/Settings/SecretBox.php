<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Settings;

defined( 'ABSPATH' ) || exit;

/** Encrypts values that must not be readable in a database dump. The key is derived from the site's salts (HKDF-SHA256). */
final class SecretBox {

	public function seal( string $plain ): string {
		$nonce = random_bytes( SODIUM_CRYPTO_SECRETBOX_NONCEBYTES );
		return 'v1:' . base64_encode( $nonce . sodium_crypto_secretbox( $plain, $nonce, $this->key() ) );
	}

	/** Decrypts; null when the salts differ or the text was changed. */
	public function open( string $sealed ): ?string {
		if ( ! str_starts_with( $sealed, 'v1:' ) ) {
			return null;
		}
		$bytes = base64_decode( substr( $sealed, 3 ), true );
		if ( false === $bytes || strlen( $bytes ) <= SODIUM_CRYPTO_SECRETBOX_NONCEBYTES ) {
			return null;
		}
		$plain = sodium_crypto_secretbox_open(
			substr( $bytes, SODIUM_CRYPTO_SECRETBOX_NONCEBYTES ),
			substr( $bytes, 0, SODIUM_CRYPTO_SECRETBOX_NONCEBYTES ),
			$this->key(),
		);
		return false === $plain ? null : $plain;
	}

	private function key(): string {
		return hash_hkdf( 'sha256', wp_salt( 'secure_auth' ), SODIUM_CRYPTO_SECRETBOX_KEYBYTES, 'aaia-chatbot secrets' );
	}
}
