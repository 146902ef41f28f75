<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Http\Outgoing;

defined( 'ABSPATH' ) || exit;

/**
 * Decides whether a URL may be asked: http or https, at a port WordPress calls safe, at a host all of whose addresses are public.
 *
 * Stricter than wp_http_validate_url(), which looks at one IPv4 address and lets the site's own host through. What an owner allows with
 * WordPress's filters `http_request_host_is_external` and `http_allowed_safe_ports` is allowed here too; what WordPress itself answers to
 * the first (yes to the site's own host, to hosts that redirects may lead to, and to all sites of a network) is not.
 */
final class AddressGate {

	/** Addresses a connection may choose from; a name may have more, and all of them are judged. */
	private const CHOICE = 8;

	/** WordPress's own answers to `http_request_host_is_external`. */
	private const OF_CORE = [ 'allowed_http_request_hosts', 'ms_allowed_http_request_hosts' ];

	/** Nothing but a scheme, a host, a port and what follows: no user name, backslash, space or control character anywhere. */
	private const URL = '#\A(https?)://(\[[0-9a-f:.]{2,45}\]|[^\x00-\x20\x7F\\\\/?\#@:%\[\]]+)(?::(\d{1,5}))?((?:[/?][^\x00-\x20\x7F\\\\\#]*)?)(?:\#[^\x00-\x20\x7F\\\\]*)?\z#i';

	/** Hosts whose last part is a number are addresses to some programs (RFC 3986, 7.4: octal, hexadecimal, short forms). */
	private const NUMBER = '/(?:\A|\.)(?:\d+|0x[0-9a-f]*)\z/';

	/** Labels of letters, digits, hyphens and the underscores that some names have. */
	private const NAME = '/\A(?=.{1,253}\z)[a-z0-9_](?:[a-z0-9_-]*[a-z0-9_])?(?:\.[a-z0-9_](?:[a-z0-9_-]*[a-z0-9_])?)*\z/';

	/** @var \Closure(string): list<string> */
	private readonly \Closure $resolve;

	/** @param ?\Closure(string): list<string> $resolve Addresses of a host name; null asks the system. */
	public function __construct( ?\Closure $resolve = null ) {
		$this->resolve = $resolve ?? ( new HostResolver() )->addresses( ... );
	}

	/**
	 * Looks a URL's host up.
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
		return new CheckedAddress( $url, $scheme, $host, $port, array_slice( $addresses, 0, self::CHOICE ), count( $inside ) === count( $addresses ) );
	}

	/** A host in the one spelling that is looked up, connected to and sent; a trailing dot and capitals are gone. */
	private static function host( string $typed ): string {
		if ( str_starts_with( $typed, '[' ) ) {
			$bytes = @inet_pton( trim( $typed, '[]' ) ); // phpcs:ignore WordPress.PHP.NoSilencedErrors -- no address is an answer.
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

	/** Whether code of the owner lets a host of the local network through. WordPress's own answers are left out while it is asked. */
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
