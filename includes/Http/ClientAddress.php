<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Http;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Settings\Settings;

/** Where a request comes from: REMOTE_ADDR, unless that is a proxy the owner named in `trusted_proxies`. */
final class ClientAddress {

	public function __construct(
		private readonly Settings $settings,
		private readonly ProxyDetector $proxies,
	) {}

	/** The address itself; empty when there is none (CLI). Used for this request only. */
	public function ip(): string {
		$address = $this->connection();
		if ( '' === $address || ! $this->is_trusted( $address ) ) {
			return $address;
		}
		$forwarded = array_reverse( explode( ',', $this->server( 'HTTP_X_FORWARDED_FOR' ) ) );
		foreach ( $forwarded as $hop ) {
			$hop = $this->valid( $this->without_port( trim( $hop ) ) );
			if ( '' === $hop ) {
				// What a proxy of ours could not name hides who is behind it; anything further left may be made up.
				return $address;
			}
			if ( ! $this->is_trusted( $hop ) ) {
				return $hop;
			}
		}
		return $address;
	}

	/**
	 * What is kept of it: a keyed hash (HMAC-SHA256, 32 hexadecimal digits), useless without the site's salts.
	 *
	 * Of an IPv6 address only the network (/64) counts: one person's machine has all of it to choose from.
	 */
	public function hash(): string {
		return $this->hmac( substr( $this->bytes(), 0, 8 ) );
	}

	/** The same of the IPv6 network that a provider gives to one customer at most (/48, RFC 6177); null for IPv4. */
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

	/** The other end of the connection, a proxy's address too; empty when there is none. */
	public function connection(): string {
		return $this->valid( $this->server( 'REMOTE_ADDR' ) );
	}

	/**
	 * Whether many people may share this address: the site's own requests came through it, and the owner has not named it.
	 *
	 * Only a forwarded request is looked at; that it is one says nothing by itself, because anybody can send the header.
	 */
	public function is_behind_unnamed_proxy(): bool {
		$address = $this->connection();
		return '' !== $address && '' !== $this->server( 'HTTP_X_FORWARDED_FOR' ) && ! $this->is_trusted( $address ) && in_array( $address, $this->proxies->addresses(), true );
	}

	/** What the server says of the request; empty when it says nothing. */
	private function server( string $key ): string {
		return isset( $_SERVER[ $key ] ) && is_string( $_SERVER[ $key ] ) ? sanitize_text_field( wp_unslash( $_SERVER[ $key ] ) ) : '';
	}

	/** An address; IPv4 in its IPv6 clothes (`::ffff:192.0.2.1`) undressed. Empty when it is none. */
	private function valid( string $address ): string {
		$address = (string) preg_replace( '/\A::ffff:(?=\d+\.)/i', '', $address );
		return false !== filter_var( $address, FILTER_VALIDATE_IP ) ? $address : '';
	}

	/** `192.0.2.1:4711` and `[2001:db8::1]:4711`, as some proxies write it. */
	private function without_port( string $hop ): string {
		return 1 === preg_match( '/\A(?:\[([0-9a-f:.]+)\]|(\d+\.\d+\.\d+\.\d+))(?::\d+)?\z/i', $hop, $found ) ? $found[1] . ( $found[2] ?? '' ) : $hop;
	}

	/** Whether the owner named this address as a proxy. */
	public function is_trusted( string $address ): bool {
		foreach ( $this->settings->list( 'trusted_proxies' ) as $range ) {
			if ( $this->in_range( $address, $range ) ) {
				return true;
			}
		}
		return false;
	}

	/** Whether an address lies in `a.b.c.d`, `a.b.c.d/n` or their IPv6 forms. */
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
