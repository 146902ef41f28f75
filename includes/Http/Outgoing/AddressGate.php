<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Http\Outgoing;

defined( 'ABSPATH' ) || exit;

/**
 * Decides whether a URL may be asked: http or https, at a port WordPress calls safe, at a host all of whose addresses are public.
 *
 * Stricter than wp_http_validate_url(), which looks at one address and lets the site's own host through. What an owner allows with
 * WordPress's filters `http_request_host_is_external` and `http_allowed_safe_ports` is allowed here too. IPv4 only, as in WordPress.
 */
final class AddressGate {

	/** @param ?\Closure(string): list<string> $resolve Addresses of a host name; null asks the system. */
	public function __construct( private readonly ?\Closure $resolve = null ) {}

	/**
	 * Looks a URL's host up.
	 *
	 * @throws CallFailure BadAddress, UnknownHost or Inside.
	 */
	public function check( string $url ): OutsideAddress {
		$parts  = wp_parse_url( $url );
		$scheme = strtolower( $parts['scheme'] ?? '' );
		$host   = strtolower( $parts['host'] ?? '' );
		if ( ! in_array( $scheme, [ 'http', 'https' ], true ) || '' === $host || isset( $parts['user'] ) || isset( $parts['pass'] ) || 1 !== preg_match( '/\A[a-z0-9._-]+\z/', $host ) ) {
			throw new CallFailure( CallFailureKind::BadAddress );
		}
		$port = $parts['port'] ?? ( 'https' === $scheme ? 443 : 80 );
		/** This filter is documented in wp-includes/http.php */
		$ports = apply_filters( 'http_allowed_safe_ports', [ 80, 443, 8080 ], $host, $url );
		if ( ! is_array( $ports ) || ! in_array( $port, $ports, true ) ) {
			throw new CallFailure( CallFailureKind::BadAddress );
		}
		$addresses = $this->addresses( $host );
		if ( [] === $addresses ) {
			throw new CallFailure( CallFailureKind::UnknownHost );
		}
		foreach ( $addresses as $address ) {
			/** This filter is documented in wp-includes/http.php */
			if ( InsideNetworks::hold( $address ) && true !== apply_filters( 'http_request_host_is_external', false, $host, $url ) ) {
				throw new CallFailure( CallFailureKind::Inside );
			}
		}
		return new OutsideAddress( $url, $host, $port, $addresses );
	}

	/** @return list<string> */
	private function addresses( string $host ): array {
		if ( false !== filter_var( $host, FILTER_VALIDATE_IP, FILTER_FLAG_IPV4 ) ) {
			return [ $host ];
		}
		$found = null === $this->resolve ? gethostbynamel( $host ) : ( $this->resolve )( $host );
		return is_array( $found ) ? array_values( array_unique( $found ) ) : [];
	}
}
