<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Inbox\Notices;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Settings\SecretBox;
use Aaia\Chatbot\Support\Clock;
use Aaia\Chatbot\Support\Ids;

/**
 * The key by which push services know this site (VAPID, RFC 8292). Made once, the private part encrypted.
 *
 * A browser's subscription belongs to the key it was made with. With other salts the stored key cannot be read: then there is a new one,
 * and browsers subscribe anew when the inbox is opened.
 */
final class VapidKeys {

	/** Option, not autoloaded. */
	public const OPTION = 'aaia_chatbot_vapid';

	/** Push services accept at most 24 hours (RFC 8292, 2). */
	private const LIFETIME = '+12 hours';

	private ?\OpenSSLAsymmetricKey $key = null;

	public function __construct(
		private readonly SecretBox $box,
		private readonly Clock $clock,
	) {}

	/** The public key in base64url, as browsers want it to subscribe; null when this PHP cannot make one. */
	public function public_key(): ?string {
		return P256::is_available() ? Ids::base64url( P256::point( $this->key() ) ) : null;
	}

	/** The header `Authorization` of a request to a push service. @throws \RuntimeException When openssl refuses. */
	public function authorization( string $endpoint ): string {
		$parts  = wp_parse_url( $endpoint );
		$parts  = is_array( $parts ) ? $parts : [];
		$origin = ( $parts['scheme'] ?? '' ) . '://' . ( $parts['host'] ?? '' ) . ( isset( $parts['port'] ) ? ':' . $parts['port'] : '' );
		$claims = [
			'aud' => $origin,
			'exp' => $this->clock->now()->modify( self::LIFETIME )->getTimestamp(),
			'sub' => self::contact(),
		];
		$signed = self::part( [ 'typ' => 'JWT', 'alg' => 'ES256' ] ) . '.' . self::part( $claims );
		$token  = $signed . '.' . Ids::base64url( P256::sign( $signed, $this->key() ) );
		return "vapid t=$token, k=" . Ids::base64url( P256::point( $this->key() ) );
	}

	/** Where a push service can reach the owner: the site itself, or their address where the site has no https. */
	private static function contact(): string {
		$home = home_url( '/' );
		return str_starts_with( $home, 'https://' ) ? $home : 'mailto:' . get_option( 'admin_email' );
	}

	/** @param array<string, string|int> $values */
	private static function part( array $values ): string {
		return Ids::base64url( (string) wp_json_encode( $values, JSON_UNESCAPED_SLASHES ) );
	}

	private function key(): \OpenSSLAsymmetricKey {
		return $this->key ??= $this->stored() ?? $this->make();
	}

	private function stored(): ?\OpenSSLAsymmetricKey {
		$sealed = get_option( self::OPTION );
		$pem    = is_string( $sealed ) ? $this->box->open( $sealed ) : null;
		$key    = null === $pem ? false : openssl_pkey_get_private( $pem );
		return false === $key ? null : $key;
	}

	/** Makes and stores the key. When another process was faster, theirs. */
	private function make(): \OpenSSLAsymmetricKey {
		$key = P256::new_key();
		if ( ! openssl_pkey_export( $key, $pem ) || ! is_string( $pem ) ) {
			throw new \RuntimeException( 'openssl did not export the key: ' . openssl_error_string() );
		}
		if ( ! add_option( self::OPTION, $this->box->seal( $pem ), '', false ) ) {
			wp_cache_delete( self::OPTION, 'options' );
			$faster = $this->stored();
			if ( null !== $faster ) {
				return $faster;
			}
			update_option( self::OPTION, $this->box->seal( $pem ), false );
		}
		return $key;
	}
}
