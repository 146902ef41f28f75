<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Http\Outgoing;

defined( 'ABSPATH' ) || exit;

/** Why an outgoing request failed. */
enum CallFailureKind: string {

	/** Not an http or https URL, a URL with a user name and password, or a port that WordPress calls unsafe. */
	case BadAddress = 'bad_address';

	/** The host is this machine or in a private network. */
	case Inside = 'inside';

	case UnknownHost = 'unknown_host';

	case Connection = 'connection';

	case Tls = 'tls';

	case Timeout = 'timeout';

	/** Too many redirects, or one without a valid target. */
	case Redirects = 'redirects';

	/** The site blocks outgoing requests (WP_HTTP_BLOCK_EXTERNAL). */
	case Blocked = 'blocked';

	/** The response is not HTTP, or its compression is unknown. */
	case Broken = 'broken';

	/** The connection broke during the response. */
	case Cut = 'cut';

	/** A stream was longer than the limit. */
	case TooLarge = 'too_large';

	/** The caller cancelled the request. */
	case Cancelled = 'cancelled';

	/** A key would be sent unencrypted. */
	case ClearText = 'clear_text';

	/** curl's error numbers (https://curl.se/libcurl/c/libcurl-errors.html) by kind of failure. */
	private const CURL = [
		'unknown_host' => [ 5, 6 ],
		'connection'   => [ 7, 45 ],
		'cut'          => [ 16, 18, 23, 52, 55, 56, 61, 92, 95 ],
		'timeout'      => [ 28 ],
		'tls'          => [ 35, 51, 53, 54, 58, 59, 60, 64, 66, 77, 80, 82, 83, 90, 91, 98 ],
	];

	/** For owners, translated. */
	public function sentence(): string {
		return match ( $this ) {
			self::BadAddress  => __( 'This address can’t be used: only http and https at their usual ports are.', 'aaia-chatbot' ),
			self::Inside      => __( 'This leads to an address of a private network, which is not allowed.', 'aaia-chatbot' ),
			self::UnknownHost => __( 'The name of the site is not known (DNS).', 'aaia-chatbot' ),
			self::Connection  => __( 'The server does not take the connection.', 'aaia-chatbot' ),
			self::Tls         => __( 'The site’s certificate is not valid.', 'aaia-chatbot' ),
			self::Timeout     => __( 'The server did not answer in full within its time.', 'aaia-chatbot' ),
			self::Redirects   => __( 'The address redirects endlessly.', 'aaia-chatbot' ),
			self::Blocked     => __(
				'This WordPress blocks outgoing requests (WP_HTTP_BLOCK_EXTERNAL). Add the host to WP_ACCESSIBLE_HOSTS.',
				'aaia-chatbot',
			),
			self::Broken      => __( 'The server’s answer cannot be read.', 'aaia-chatbot' ),
			self::Cut         => __( 'The connection broke in the middle of the answer.', 'aaia-chatbot' ),
			self::TooLarge    => __( 'The server’s answer is far too long.', 'aaia-chatbot' ),
			self::Cancelled   => __( 'The request was stopped.', 'aaia-chatbot' ),
			self::ClearText   => __( 'A key is sent over https only, or to a local host that was allowed.', 'aaia-chatbot' ),
		};
	}

	/**
	 * Classifies an error of the WordPress HTTP API.
	 *
	 * @param bool $begun Whether bytes of the response were received.
	 */
	public static function from_wp_error( \WP_Error $error, bool $begun = false ): self {
		if ( 'http_request_not_executed' === $error->get_error_code() ) {
			return self::Blocked;
		}
		$said = $error->get_error_message();
		if ( 1 === preg_match( '/cURL error (\d+)/', $said, $found ) ) {
			foreach ( self::CURL as $kind => $numbers ) {
				if ( in_array( (int) $found[1], $numbers, true ) ) {
					return 'cut' === $kind && ! $begun ? self::Connection : self::from( $kind );
				}
			}
			return self::Broken;
		}
		return match ( 1 ) {
			preg_match( '/valid URL/i', $said )           => self::BadAddress,
			preg_match( '/timed? ?out/i', $said )         => self::Timeout,
			preg_match( '/ssl|tls|certificate/i', $said ) => self::Tls,
			preg_match( '/getaddrinfo|resolve/i', $said ) => self::UnknownHost,
			preg_match( '/separator|parsed/i', $said )    => self::Broken,
			default                                       => $begun ? self::Cut : self::Connection,
		};
	}
}
