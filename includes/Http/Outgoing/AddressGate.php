<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Http\Outgoing;

defined( 'ABSPATH' ) || exit;

/**
 * Checks outgoing URLs against server-side request forgery (SSRF): http or https, a port that WordPress calls safe, and a host whose
 * addresses are all public.
 *
 * Stricter than wp_http_validate_url(), which checks one IPv4 address and allows the site's own host. Hosts and ports that an owner allows
 * with WordPress's filters `http_request_host_is_external` and `http_allowed_safe_ports` are allowed. WordPress's own callbacks of the
 * first (the site's own host, allowed redirect hosts, all sites of a network) are ignored.
 */
final class AddressGate {

	/** Addresses kept for the connection; a name may have more, and all of them are checked. */
	private const CHOICE = 8;

	/** WordPress's own callbacks of `http_request_host_is_external`. */
	private const OF_CORE = [ 'allowed_http_request_hosts', 'ms_allowed_http_request_hosts' ];

	/** Scheme, host, port, path and query only: no user name, backslash, space or control character. */
	private const URL = '#\A(https?)://(\[[0-9a-f:.]{2,45}\]|'
		. '[^\x00-\x20\x7F\\\\/?\#@:%\[\]]+)(?::(\d{1,5}))?((?:[/?][^\x00-\x20\x7F\\\\\#]*)?)(?:\#[^\x00-\x20\x7F\\\\]*)?\z#i';

	/** Hosts that end in a number, which some programs read as an address (RFC 3986, 7.4: octal, hexadecimal, short forms). */
	private const NUMBER = '/(?:\A|\.)(?:\d+|0x[0-9a-f]*)\z/';

	/** A host name: labels of letters, digits, hyphens, and underscores, which some names have. */
	private const NAME = '/\A(?=.{1,253}\z)[a-z0-9_](?:[a-z0-9_-]*[a-z0-9_])?(?:\.[a-z0-9_](?:[a-z0-9_-]*[a-z0-9_])?)*\z/';

	/** @var \Closure(string): list<string> */
	private readonly \Closure $resolve;

	/** @param ?\Closure(string): list<string> $resolve Addresses of a host name; null asks the system. */
	public function __construct( ?\Closure $resolve = null ) {
		$this->resolve = $resolve ?? ( new HostResolver() )->addresses( ... );
	}

	/**
	 * Resolves the host and checks the URL.
	 *
	 * @throws CallFailure BadAddress, UnknownHost or Inside.
	 */
	public function check( string $url, LocalHosts $local = new LocalHosts() ): CheckedAddress {
		if ( 1 !== preg_match( self::URL, trim( $url ), $parts ) ) {
			throw new CallFailure( CallFailureKind::BadAddress );
		}
		$scheme = strtolower( $parts[1] );
		$host   = self::host( $parts[2] );
		$usual  = 'https' === $scheme ? 443 : 80;
		$port   = '' === $parts[3] ? $usual : (int) $parts[3];
		$named  = ( str_contains( $host, ':' ) ? '[' . $host . ']' : $host );
		$rest   = str_starts_with( $parts[4], '/' ) ? $parts[4] : '/' . $parts[4];
		$url    = $scheme . '://' . $named . ( $port === $usual ? '' : ':' . $port ) . $rest;
		if ( $port < 1 || $port > 65_535 || ! $local->any_port && ! self::is_safe( $port, $host, $url ) ) {
			throw new CallFailure( CallFailureKind::BadAddress );
		}
		$addresses = false === filter_var( $host, FILTER_VALIDATE_IP ) ? ( $this->resolve )( $host ) : [ $host ];
		if ( [] === $addresses ) {
			throw new CallFailure( CallFailureKind::UnknownHost );
		}
		$inside = array_filter( $addresses, PrivateNetworks::contain( ... ) );
		if ( [] !== $inside && ! $local->contain( $scheme, $host, $port ) && ! self::is_allowed( $host, $url ) ) {
			throw new CallFailure( CallFailureKind::Inside );
		}
		return new CheckedAddress(
			$url,
			$scheme,
			$host,
			$port,
			array_slice( $addresses, 0, self::CHOICE ),
			count( $inside ) === count( $addresses ),
		);
	}

	/** Normalises a host: lower case, ASCII, without a trailing dot. This form is resolved, connected to and sent. */
	private static function host( string $typed ): string {
		if ( str_starts_with( $typed, '[' ) ) {
			$bytes = @inet_pton( trim( $typed, '[]' ) ); // phpcs:ignore WordPress.PHP.NoSilencedErrors -- false means that it is no address.
			if ( false === $bytes || 16 !== strlen( $bytes ) ) {
				throw new CallFailure( CallFailureKind::BadAddress );
			}
			return (string) inet_ntop( $bytes );
		}
		if ( 1 === preg_match( '/[^\x21-\x7E]/', $typed ) ) {
			try {
				$typed = \WpOrg\Requests\IdnaEncoder::encode( mb_strtolower( $typed, 'UTF-8' ) );
			} catch ( \Throwable ) {
				throw new CallFailure( CallFailureKind::BadAddress );
			}
		}
		$host  = strtolower( str_ends_with( $typed, '.' ) ? substr( $typed, 0, -1 ) : $typed );
		$is_ip = false !== filter_var( $host, FILTER_VALIDATE_IP, FILTER_FLAG_IPV4 );
		if ( ! $is_ip && ( 1 !== preg_match( self::NAME, $host ) || 1 === preg_match( self::NUMBER, $host ) ) ) {
			throw new CallFailure( CallFailureKind::BadAddress );
		}
		return $host;
	}

	private static function is_safe( int $port, string $host, string $url ): bool {
		/** This filter is documented in wp-includes/http.php */
		$ports = apply_filters( 'http_allowed_safe_ports', [ 80, 443, 8080 ], $host, $url );
		return is_array( $ports ) && in_array( $port, $ports, true );
	}

	/** Whether the owner's code allows a host of the local network. WordPress's own callbacks are removed meanwhile. */
	private static function is_allowed( string $host, string $url ): bool {
		$of_core = [];
		foreach ( self::OF_CORE as $callback ) {
			$priority = has_filter( 'http_request_host_is_external', $callback );
			if ( is_int( $priority ) && remove_filter( 'http_request_host_is_external', $callback, $priority ) ) {
				$of_core[ $callback ] = $priority;
			}
		}
		try {
			/** This filter is documented in wp-includes/http.php */
			return true === apply_filters( 'http_request_host_is_external', false, $host, $url );
		} finally {
			foreach ( $of_core as $callback => $priority ) {
				add_filter( 'http_request_host_is_external', $callback, $priority, 2 );
			}
		}
	}
}
