<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Http\Outgoing;

defined( 'ABSPATH' ) || exit;

/**
 * One request to an address that passed the gate, and only there: the connection goes to the addresses that were checked, so that a
 * name which leads elsewhere a moment later gains nothing. Redirects are answers like others.
 *
 * Works through the WordPress HTTP API. With curl the transfer is broken off at the limits; without it (WordPress's own sockets) it is
 * too, but the name is looked up once more by WordPress.
 */
final class OutgoingCall {

	/** Seconds to connect. */
	private const CONNECT = 5.0;

	private string $bytes = '';

	private bool $is_over = false;

	private float $until = 0.0;

	private ?\CurlHandle $handle = null;

	/**
	 * @param float $seconds For the whole request.
	 * @param int   $limit   Bytes read of the body, packed and unpacked.
	 */
	private function __construct(
		private readonly OutsideAddress $address,
		private readonly float $seconds,
		private readonly int $limit,
	) {}

	/**
	 * Sends a request and waits for the answer.
	 *
	 * @param string                $method  GET, POST and so on.
	 * @param array<string, string> $headers
	 * @param string                $body    Of the request; empty for none.
	 * @param string                $agent   User agent; empty for WordPress's own.
	 *
	 * @throws CallFailure When there is no answer in time.
	 */
	public static function send( OutsideAddress $address, string $method, array $headers = [], string $body = '', string $agent = '', float $seconds = 10.0, int $limit = 5_000_000 ): CallAnswer {
		return ( new self( $address, $seconds, $limit ) )->run( $method, $headers, $body, $agent );
	}

	/** @param array<string, string> $headers */
	private function run( string $method, array $headers, string $body, string $agent ): CallAnswer {
		$options = [
			'method'              => $method,
			'headers'             => $headers + [ 'Accept-Encoding' => 'gzip' ],
			'timeout'             => $this->seconds,
			'redirection'         => 0,
			'limit_response_size' => $this->limit,
		];
		if ( '' !== $body ) {
			$options['body'] = $body;
		}
		if ( '' !== $agent ) {
			$options['user-agent'] = $agent;
		}
		$this->until = microtime( true ) + $this->seconds;
		add_action( 'http_api_curl', [ $this, 'prepare' ], PHP_INT_MAX, 3 );
		add_action( 'requests-request.progress', [ $this, 'take' ] );
		add_action( 'requests-requests.before_parse', [ $this, 'keep_packed' ], 10, 2 );
		try {
			$response = wp_safe_remote_request( $this->address->url, $options );
		} finally {
			remove_action( 'http_api_curl', [ $this, 'prepare' ], PHP_INT_MAX );
			remove_action( 'requests-request.progress', [ $this, 'take' ] );
			remove_action( 'requests-requests.before_parse', [ $this, 'keep_packed' ] );
		}
		return is_wp_error( $response ) ? $this->broken_off( $response ) : $this->answer( $response );
	}

	/**
	 * Hook http_api_curl: the address that was checked, our limits, and nothing unpacked behind our back.
	 *
	 * @param mixed $handle    Of curl.
	 * @param mixed $arguments Unused.
	 * @param mixed $url       The address asked.
	 */
	public function prepare( mixed $handle, mixed $arguments = null, mixed $url = '' ): void {
		if ( $url !== $this->address->url || ! $handle instanceof \CurlHandle ) {
			return;
		}
		$this->handle = $handle;
		curl_setopt_array(
			$handle,
			[
				CURLOPT_RESOLVE               => [ $this->address->host . ':' . $this->address->port . ':' . implode( ',', $this->address->addresses ) ],
				CURLOPT_CONNECTTIMEOUT_MS     => (int) ( 1000 * min( self::CONNECT, $this->seconds ) ),
				CURLOPT_TIMEOUT_MS            => (int) ( 1000 * $this->seconds ),
				CURLOPT_HTTP_CONTENT_DECODING => false,
				CURLOPT_NOPROGRESS            => false,
				CURLOPT_PROGRESSFUNCTION      => fn(): int => $this->is_over ? 1 : 0,
			]
		);
	}

	/**
	 * Hook requests-request.progress: bytes of the body have come.
	 *
	 * With curl nothing may be thrown here: PHP's curl would go on to the end of the transfer before it lets an exception out.
	 *
	 * @param mixed $bytes The new bytes.
	 *
	 * @throws \WpOrg\Requests\Exception To end a request without curl; WordPress turns it into a WP_Error.
	 */
	public function take( mixed $bytes ): void {
		$this->bytes  .= is_string( $bytes ) ? substr( $bytes, 0, max( 0, $this->limit - strlen( $this->bytes ) ) ) : '';
		$this->is_over = $this->is_over || strlen( $this->bytes ) >= $this->limit;
		if ( null === $this->handle && microtime( true ) > $this->until ) {
			throw new \WpOrg\Requests\Exception( 'The request timed out.', 'aaia.timeout' );
		}
		if ( null === $this->handle && $this->is_over ) {
			throw new \WpOrg\Requests\Exception( 'The answer was cut.', 'aaia.cut' );
		}
	}

	/**
	 * Hook requests-requests.before_parse: hides the body's packing from the HTTP library, which would unpack without a limit.
	 *
	 * @param mixed $response Headers and body.
	 * @param mixed $url      The address asked.
	 */
	public function keep_packed( mixed &$response, mixed $url = '' ): void {
		if ( $url !== $this->address->url || ! is_string( $response ) ) {
			return;
		}
		$end      = strpos( $response, "\r\n\r\n" );
		$end      = false === $end ? strlen( $response ) : $end;
		$response = preg_replace( '/^content-encoding[ \t]*:/mi', 'x-aaia-encoding:', substr( $response, 0, $end ) ) . substr( $response, $end );
	}

	/** What was broken off by us because it was too long is an answer; everything else is none. */
	private function broken_off( \WP_Error $error ): CallAnswer {
		if ( ! $this->is_over ) {
			throw new CallFailure( CallFailureKind::of( $error ), $error->get_error_message() );
		}
		$status = null === $this->handle ? 200 : (int) curl_getinfo( $this->handle, CURLINFO_RESPONSE_CODE );
		$type   = null === $this->handle ? '' : (string) curl_getinfo( $this->handle, CURLINFO_CONTENT_TYPE );
		return new CallAnswer( $this->address->url, $status, [ 'content-type' => $type ], $this->bytes, true );
	}

	/** @param array<string, mixed> $response */
	private function answer( array $response ): CallAnswer {
		$headers = [];
		foreach ( wp_remote_retrieve_headers( $response ) as $name => $value ) {
			$headers[ strtolower( (string) $name ) ] = is_array( $value ) ? implode( ', ', $value ) : (string) $value;
		}
		$body     = (string) wp_remote_retrieve_body( $response );
		$is_cut   = $this->is_over || strlen( $body ) > $this->limit;
		$body     = substr( $body, 0, $this->limit );
		$encoding = strtolower( trim( $headers['x-aaia-encoding'] ?? 'identity' ) );
		unset( $headers['x-aaia-encoding'] );
		if ( 'identity' !== $encoding && '' !== $encoding && '' !== $body ) {
			$unpacked = in_array( $encoding, [ 'gzip', 'x-gzip', 'deflate' ], true ) ? BoundedInflate::unpack( $body, $this->limit ) : null;
			if ( null === $unpacked ) {
				throw new CallFailure( CallFailureKind::Broken, 'The answer is packed in a way that cannot be read: ' . $encoding );
			}
			[ $body, $is_longer ] = $unpacked;
			$is_cut               = $is_cut || $is_longer;
		}
		return new CallAnswer( $this->address->url, (int) wp_remote_retrieve_response_code( $response ), $headers, $body, $is_cut );
	}
}
