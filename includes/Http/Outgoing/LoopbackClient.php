<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Http\Outgoing;

defined( 'ABSPATH' ) || exit;

/**
 * Sends requests of the site to itself (loopback), as a guest: without cookie or password.
 *
 * The only exception to AddressGate: the site's own home URL may resolve to any address, also of a private network, because most sites
 * reach themselves that way. In return the URL is restricted to the scheme, host, port and path of the home URL, and only the status and
 * the kind of a redirect are returned, never content or headers.
 */
final class LoopbackClient {

	/** Time limit of a request with its redirects. A slower page counts as unreachable. */
	private const SECONDS = 8.0;

	/** Redirects within the site that are followed: http to https, a language, a front page that moved. */
	private const REDIRECTS = 4;

	/** Bytes received of the body, which is not used. */
	private const BODY = 1024;

	/**
	 * Sends a request and follows redirects within the site.
	 *
	 * @param string                $url     Absolute, of this site.
	 * @param string                $method  GET or POST; only GET is redirected.
	 * @param array<string, string> $headers
	 * @param string                $body    Body of the request; may be empty.
	 *
	 * @throws CallFailure BadAddress for a URL that is not of this site, Redirects for too many, others when there is no response.
	 */
	public function send( string $url, string $method = 'GET', array $headers = [], string $body = '' ): LoopbackResponse {
		$until = microtime( true ) + self::SECONDS;
		$asked = $this->page_hash( $url );
		for ( $followed = 0; $followed <= self::REDIRECTS; $followed++ ) {
			[ $answer, $location ] = $this->send_once( $url, $asked, $method, $headers, $body, $until - microtime( true ) );
			if ( RedirectKind::OwnPage !== $answer->redirect || 'GET' !== $method ) {
				return $answer;
			}
			$url = $location;
		}
		throw new CallFailure( CallFailureKind::Redirects );
	}

	/**
	 * Sends a request without waiting for the response.
	 *
	 * @param array<string, string> $headers
	 *
	 * @throws CallFailure BadAddress for a URL that is not of this site.
	 */
	public function send_without_waiting( string $url, string $method, array $headers, string $body ): void {
		$this->check_own( $url );
		wp_remote_request( $url, [ 'blocking' => false ] + $this->options( $method, $headers, $body, 0.05 ) );
	}

	/** Whether a URL is below the home URL: same host and port, http or https. The path is the option's: plugins add languages to it. */
	public function is_own( string $url ): bool {
		$home  = wp_parse_url( home_url( '/' ) );
		$path  = wp_parse_url( (string) get_option( 'home' ), PHP_URL_PATH );
		$parts = wp_parse_url( $url );
		if ( ! is_array( $home ) || ! is_array( $parts ) || isset( $parts['user'] ) || isset( $parts['pass'] ) ) {
			return false;
		}
		return in_array( strtolower( $parts['scheme'] ?? '' ), [ 'http', 'https' ], true )
			&& strtolower( $parts['host'] ?? '' ) === strtolower( $home['host'] ?? '' )
			&& $this->port( $parts ) === $this->port( $home )
			&& str_starts_with( trailingslashit( $parts['path'] ?? '/' ), trailingslashit( is_string( $path ) ? $path : '/' ) );
	}

	/**
	 * @param string                $asked   Hash of the page that was requested first.
	 * @param array<string, string> $headers
	 *
	 * @return array{LoopbackResponse, string} The response, and the URL it redirects to.
	 *
	 * @throws CallFailure
	 */
	private function send_once( string $url, string $asked, string $method, array $headers, string $body, float $seconds ): array {
		$this->check_own( $url );
		if ( $seconds <= 0 ) {
			throw new CallFailure( CallFailureKind::Timeout );
		}
		$response = wp_remote_request( $url, $this->options( $method, $headers, $body, $seconds ) );
		if ( is_wp_error( $response ) ) {
			throw new CallFailure( CallFailureKind::from_wp_error( $response ), $response->get_error_message() );
		}
		$status   = (int) wp_remote_retrieve_response_code( $response );
		$location = wp_remote_retrieve_header( $response, 'location' );
		$location = is_array( $location ) ? (string) end( $location ) : $location;
		$target   = $status >= 300 && $status < 400 && '' !== $location ? \WP_Http::make_absolute_url( $location, $url ) : '';
		$place    = $this->page_hash( $url );
		$answer   = new LoopbackResponse(
			$status,
			RedirectKind::classify( $target, $this->is_own( $target ) ),
			'' !== wp_remote_retrieve_header( $response, 'cf-mitigated' ),
			$place !== $asked,
			$place,
		);
		return [ $answer, $target ];
	}

	/**
	 * @param array<string, string> $headers
	 *
	 * @return array<string, mixed>
	 */
	private function options( string $method, array $headers, string $body, float $seconds ): array {
		return [
			'method'              => $method,
			'headers'             => $headers,
			'body'                => '' === $body ? null : $body,
			'timeout'             => $seconds,
			'redirection'         => 0,
			'limit_response_size' => self::BODY,
			'cookies'             => [],
			/** This filter is documented in wp-includes/class-wp-http-streams.php */
			'sslverify'           => apply_filters( 'https_local_ssl_verify', false ),
		];
	}

	/** @throws CallFailure */
	private function check_own( string $url ): void {
		if ( ! $this->is_own( $url ) ) {
			throw new CallFailure( CallFailureKind::BadAddress );
		}
	}

	/** A hash of path and query, without a trailing slash. */
	private function page_hash( string $url ): string {
		$parts = wp_parse_url( $url );
		return md5( is_array( $parts ) ? untrailingslashit( $parts['path'] ?? '' ) . '?' . ( $parts['query'] ?? '' ) : '' );
	}

	/**
	 * Both default ports count as the same, so that a site may redirect from http to https.
	 *
	 * @param array<string, mixed> $parts
	 */
	private function port( array $parts ): int {
		$port = $parts['port'] ?? 80;
		return 443 === $port ? 80 : (int) $port;
	}
}
