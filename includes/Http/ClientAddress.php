<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Http;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Settings\Settings;

/** The client's IP address: REMOTE_ADDR, or X-Forwarded-For when REMOTE_ADDR is a proxy in the setting `trusted_proxies`. */
final class ClientAddress {

	public function __construct(
		private readonly Settings $settings,
		private readonly ProxyDetector $proxies,
	) {}

	/** The address; empty when there is none (CLI). Used within this request and never stored. */
	public function ip(): string {
		$address = $this->connection();
		if ( '' === $address || ! $this->is_trusted( $address ) ) {
			return $address;
		}
		$forwarded = array_reverse( explode( ',', $this->server( 'HTTP_X_FORWARDED_FOR' ) ) );
		foreach ( $forwarded as $hop ) {
			$hop = $this->valid( $this->without_port( trim( $hop ) ) );
			if ( '' === $hop ) {
				// A trusted proxy did not know the address. Entries further left may be forged.
				return $address;
			}
			if ( ! $this->is_trusted( $hop ) ) {
				return $hop;
			}
		}
		return $address;
	}

	/**
	 * The keyed hash that is stored instead of the address (HMAC-SHA256, 32 hexadecimal digits); it needs the site's salts.
	 *
	 * Of an IPv6 address only the network (/64) is hashed: one computer may use any address of it.
	 */
	public function hash(): string {
		return $this->hmac( substr( $this->bytes(), 0, 8 ) );
	}

	/** The hash of the largest IPv6 network that one customer gets (/48, RFC 6177); null for IPv4. */
	public function customer_hash(): ?string {
		$bytes = $this->bytes();
		return 16 === strlen( $bytes ) ? $this->hmac( substr( $bytes, 0, 6 ) ) : null;
	}

	private function bytes(): string {
		return (string) inet_pton( '' === $this->ip() ? '0.0.0.0' : $this->ip() );
	}

	private function hmac( string $bytes ): string {
		return substr( hash_hmac( 'sha256', $bytes, wp_salt( 'nonce' ) . 'aaia-chatbot address' ), 0, 32 );
	}

	/** REMOTE_ADDR, which may be a proxy's address; empty when there is none. */
	public function connection(): string {
		return $this->valid( $this->server( 'REMOTE_ADDR' ) );
	}

	/**
	 * Whether many people may share this address: ProxyDetector found it to be a proxy, and it is not in `trusted_proxies`.
	 *
	 * Only for requests with a forwarding header. The header alone proves nothing, because anybody can send it.
	 */
	public function is_behind_unnamed_proxy(): bool {
		$address = $this->connection();
		return '' !== $address
			&& '' !== $this->server( 'HTTP_X_FORWARDED_FOR' )
			&& ! $this->is_trusted( $address )
			&& in_array( $address, $this->proxies->addresses(), true );
	}

	/** A value of $_SERVER; empty when it is missing. */
	private function server( string $key ): string {
		return isset( $_SERVER[ $key ] ) && is_string( $_SERVER[ $key ] ) ? sanitize_text_field( wp_unslash( $_SERVER[ $key ] ) ) : '';
	}

	/** A valid address, with IPv4-mapped IPv6 (`::ffff:192.0.2.1`) as IPv4; empty when it is invalid. */
	private function valid( string $address ): string {
		$address = (string) preg_replace( '/\A::ffff:(?=\d+\.)/i', '', $address );
		return false !== filter_var( $address, FILTER_VALIDATE_IP ) ? $address : '';
	}

	/** Removes the port that some proxies write: `192.0.2.1:4711`, `[2001:db8::1]:4711`. */
	private function without_port( string $hop ): string {
		return 1 === preg_match( '/\A(?:\[([0-9a-f:.]+)\]|(\d+\.\d+\.\d+\.\d+))(?::\d+)?\z/i', $hop, $found )
			? $found[1] . ( $found[2] ?? '' )
			: $hop;
	}

	/** Whether an address is in `trusted_proxies`. */
	public function is_trusted( string $address ): bool {
		foreach ( $this->settings->list( 'trusted_proxies' ) as $range ) {
			if ( $this->in_range( $address, $range ) ) {
				return true;
			}
		}
		return false;
	}

	/** Whether an address equals `a.b.c.d` or lies in `a.b.c.d/n`, or the same in IPv6. */
	private function in_range( string $address, string $range ): bool {
		[ $network, $bits ] = explode( '/', $range . '/' );
		if ( false === filter_var( $network, FILTER_VALIDATE_IP ) || '' !== $bits && ! ctype_digit( $bits ) ) {
			return false;
		}
		$a = (string) inet_pton( $address );
		$b = (string) inet_pton( $network );
		if ( strlen( $a ) !== strlen( $b ) ) {
			return false;
		}
		$length = '' === $bits ? 8 * strlen( $a ) : max( 0, min( 8 * strlen( $a ), (int) $bits ) );
		$bytes  = intdiv( $length, 8 );
		$rest   = $length % 8;
		if ( substr( $a, 0, $bytes ) !== substr( $b, 0, $bytes ) ) {
			return false;
		}
		return 0 === $rest || ( ord( $a[ $bytes ] ) >> ( 8 - $rest ) ) === ( ord( $b[ $bytes ] ) >> ( 8 - $rest ) );
	}
}
