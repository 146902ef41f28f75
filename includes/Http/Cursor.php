<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Http;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Support\Ids;

/** Encrypts positions for paging cursors, so that clients can neither count a site's events nor forge a position. */
final class Cursor {

	/**
	 * @param string $scope The list or reader that the cursor is for; with another one it cannot be decrypted.
	 * @param string $mark  What else the next request is to bring back; without spaces.
	 */
	public function seal( int $place, string $scope, string $mark = '' ): string {
		$nonce = random_bytes( SODIUM_CRYPTO_SECRETBOX_NONCEBYTES );
		return Ids::base64url( $nonce . sodium_crypto_secretbox( trim( "$place $mark" ), $nonce, $this->key( $scope ) ) );
	}

	/** The position; null when the text is not a cursor of this scope. */
	public function open( string $cursor, string $scope ): ?int {
		return $this->open_with_mark( $cursor, $scope )[0] ?? null;
	}

	/** @return ?array{int, string} Position and mark. */
	public function open_with_mark( string $cursor, string $scope ): ?array {
		$bytes = Ids::from_base64url( $cursor );
		if ( null === $bytes || strlen( $bytes ) <= SODIUM_CRYPTO_SECRETBOX_NONCEBYTES + SODIUM_CRYPTO_SECRETBOX_MACBYTES ) {
			return null;
		}
		$plain = sodium_crypto_secretbox_open(
			substr( $bytes, SODIUM_CRYPTO_SECRETBOX_NONCEBYTES ),
			substr( $bytes, 0, SODIUM_CRYPTO_SECRETBOX_NONCEBYTES ),
			$this->key( $scope ),
		);
		[ $place, $mark ] = explode( ' ', (string) $plain, 2 ) + [ '', '' ];
		return ctype_digit( $place ) ? [ (int) $place, $mark ] : null;
	}

	private function key( string $scope ): string {
		return hash_hkdf( 'sha256', wp_salt( 'nonce' ), SODIUM_CRYPTO_SECRETBOX_KEYBYTES, 'aaia-chatbot cursor ' . $scope );
	}
}
