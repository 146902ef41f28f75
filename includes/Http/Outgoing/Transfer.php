<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Http\Outgoing;

defined( 'ABSPATH' ) || exit;

/**
 * A running HTTP request: the hooks that WordPress calls during it.
 *
 * A streamed request runs in a fiber, so that bytes can be passed on before WordPress's function returns. Every hook checks that it was
 * called from that fiber: the process may send other requests between two pieces.
 */
final class Transfer {

	/** Seconds between two checks for cancellation, which may cost a database query. */
	private const ASK_EVERY = 0.25;

	/** Curl version that accepts several addresses for a name (7.59.0); older ones ignore the whole entry. */
	private const SEVERAL_ADDRESSES = 0x073B00;

	/** Why we ended the request; null when we did not. */
	public ?CallFailureKind $broken_off = null;

	/** Exception of the check for cancellation, thrown again when WordPress's function has returned. */
	public ?\Throwable $thrown = null;

	/** Bytes of the body so far. */
	public int $received = 0;

	/** Whether the size limit was reached and the rest is not read. Not for streamed requests. */
	public bool $is_full = false;

	/** The body received so far. Not for streamed requests. */
	public string $bytes = '';

	private readonly float $started;

	private float $last_byte;

	private ?float $first_byte = null;

	private float $asked = 0.0;

	private ?\CurlHandle $handle = null;

	private bool $abandoned = false;

	private bool $is_attached = false;

	/** @var ?\Fiber<mixed, mixed, mixed, string> Where the request runs; null for the main program. */
	private ?\Fiber $fiber = null;

	/**
	 * @param bool            $streams     Whether the pieces of a 2xx body suspend the fiber.
	 * @param ?\Closure(): bool $is_unwanted Check for cancellation; true ends the request.
	 */
	public function __construct(
		private readonly CheckedAddress $address,
		private readonly CallLimits $limits,
		private readonly bool $streams,
		private readonly ?\Closure $is_unwanted = null,
	) {
		$this->started   = microtime( true );
		$this->last_byte = $this->started;
	}

	/** @param ?\Fiber<mixed, mixed, mixed, string> $fiber Where the request runs. */
	public function attach( ?\Fiber $fiber ): void {
		$this->fiber       = $fiber;
		$this->is_attached = true;
		foreach ( $this->hooks() as $hook => $callback ) {
			add_filter( $hook, $callback, PHP_INT_MAX, 3 );
		}
	}

	public function detach(): void {
		foreach ( $this->hooks() as $hook => $callback ) {
			remove_filter( $hook, $callback, PHP_INT_MAX );
		}
		$this->fiber       = null;
		$this->handle      = null;
		$this->is_attached = false;
	}

	/**
	 * Ends the request at the next hook. Sets the time limit too, for when no hook is called any more because the fiber is being
	 * destroyed.
	 */
	public function abandon(): void {
		$this->abandoned = true;
		if ( null !== $this->handle ) {
			curl_setopt( $this->handle, CURLOPT_TIMEOUT_MS, 1 );
		}
	}

	/** HTTP status received; 0 before, and without curl. */
	public function status(): int {
		return null === $this->handle ? 0 : (int) curl_getinfo( $this->handle, CURLINFO_RESPONSE_CODE );
	}

	/** Content-Type received; empty before, and without curl. */
	public function content_type(): string {
		return null === $this->handle ? '' : (string) curl_getinfo( $this->handle, CURLINFO_CONTENT_TYPE );
	}

	/**
	 * Hook: `http_request_args`. Undoes changes of other plugins by which the request would follow redirects, with its keys and unchecked,
	 * or return without its response.
	 *
	 * @param mixed $arguments Of WordPress's function.
	 * @param mixed $url       The address asked.
	 */
	public function keep_arguments( mixed $arguments, mixed $url = '' ): mixed {
		if ( ! $this->is_own_request() || $url !== $this->address->url || ! is_array( $arguments ) ) {
			return $arguments;
		}
		return [ 'redirection' => 0, '_redirection' => 0, 'reject_unsafe_urls' => false, 'blocking' => true, 'stream' => false ] + $arguments;
	}

	/**
	 * Hook: `http_api_curl`. Sets the checked addresses, our limits, and a callback that can end the request while nothing arrives.
	 *
	 * @param mixed $handle    Handle of curl.
	 * @param mixed $arguments Unused.
	 * @param mixed $url       The address asked.
	 */
	public function configure_curl( mixed $handle, mixed $arguments = null, mixed $url = '' ): void {
		if ( ! $this->is_own_request() || $url !== $this->address->url || ! $handle instanceof \CurlHandle ) {
			return;
		}
		$this->handle = $handle;
		curl_setopt_array(
			$handle,
			[
				CURLOPT_RESOLVE           => [ $this->resolve_option() ],
				CURLOPT_FOLLOWLOCATION    => false,
				CURLOPT_CONNECTTIMEOUT_MS => max( 1, (int) ( 1000 * min( $this->limits->connect, $this->limits->seconds ) ) ),
				CURLOPT_TIMEOUT_MS        => max( 1, (int) ( 1000 * $this->limits->seconds ) ),
				CURLOPT_NOPROGRESS        => false,
				CURLOPT_PROGRESSFUNCTION  => fn(): int => $this->must_end() ? 1 : 0,
			]
		);
		if ( ! $this->streams ) {
			// Keep the body compressed: it is decompressed afterwards, up to the limit.
			curl_setopt( $handle, CURLOPT_HTTP_CONTENT_DECODING, false );
		}
	}

	/**
	 * Hook: `requests-fsockopen.remote_socket`, of WordPress's transport without curl. Sets the checked address.
	 *
	 * For http only: for https, PHP would verify the certificate for the address instead of the name. There the certificate, which is
	 * verified before anything is sent, protects against another server.
	 *
	 * @param mixed $socket Such as tcp://example.com:80.
	 */
	public function pin_socket( mixed &$socket ): void {
		if ( $this->is_own_request() && is_string( $socket ) && str_starts_with( $socket, 'tcp://' ) ) {
			$socket = 'tcp://' . self::bracketed( $this->address->addresses[0] ) . ':' . $this->address->port;
		}
	}

	/**
	 * Hook: `requests-request.progress`. Receives bytes of the body; those of a streamed 2xx response suspend the fiber.
	 *
	 * Without curl the status is not known here, and the body is used when it is complete. With curl nothing may be thrown here: PHP's
	 * curl would finish the transfer before it passes an exception on.
	 *
	 * @param mixed $bytes    The new bytes.
	 * @param mixed $received Bytes of this attempt before them; 0 again when the HTTP library tries a second time.
	 *
	 * @throws \WpOrg\Requests\Exception To end a request without curl; WordPress turns it into a WP_Error.
	 */
	public function receive( mixed $bytes, mixed $received = 0 ): void {
		if ( ! $this->is_own_request() || ! is_string( $bytes ) || '' === $bytes ) {
			return;
		}
		if ( 0 === $received && $this->received > 0 ) {
			$this->broken_off = CallFailureKind::Broken;
		}
		$this->last_byte    = microtime( true );
		$this->first_byte ??= $this->last_byte;
		$this->received    += strlen( $bytes );
		$this->count_bytes( $bytes );
		$is_over = $this->must_end();
		if ( null === $this->handle ) {
			if ( $is_over ) {
				throw new \WpOrg\Requests\Exception( 'The transfer was broken off.', 'aaia.broken_off' );
			}
			return;
		}
		if ( $this->streams && ! $is_over && 2 === intdiv( $this->status(), 100 ) ) {
			\Fiber::suspend( $bytes );
			// The reader's time does not count as the server's.
			$this->last_byte = microtime( true );
		}
	}

	/**
	 * Hook: `requests-requests.before_parse`. Renames the header Content-Encoding, so that the HTTP library does not decompress the body
	 * without a limit.
	 *
	 * @param mixed $response Headers and body.
	 */
	public function hide_encoding( mixed &$response ): void {
		if ( ! $this->is_own_request() || ! is_string( $response ) ) {
			return;
		}
		$end      = strpos( $response, "\r\n\r\n" );
		$end      = false === $end ? strlen( $response ) : $end;
		$response = preg_replace( '/^content-encoding[ \t]*:/mi', 'x-aaia-encoding:', substr( $response, 0, $end ) ) . substr( $response, $end );
	}

	/** Whether curl has decompressed the body. */
	public function is_unpacked(): bool {
		return $this->streams && null !== $this->handle;
	}

	/** @return array<string, callable> By the hook's name. */
	private function hooks(): array {
		return [
			'http_request_args'                => [ $this, 'keep_arguments' ],
			'http_api_curl'                    => [ $this, 'configure_curl' ],
			'requests-fsockopen.remote_socket' => [ $this, 'pin_socket' ],
			'requests-request.progress'        => [ $this, 'receive' ],
			'requests-requests.before_parse'   => [ $this, 'hide_encoding' ],
		];
	}

	/** Counts bytes against the limit, and keeps those of a request that is not streamed. */
	private function count_bytes( string $bytes ): void {
		if ( $this->streams ) {
			$this->broken_off ??= $this->received > $this->limits->bytes ? CallFailureKind::TooLarge : null;
			return;
		}
		$this->bytes  .= substr( $bytes, 0, max( 0, $this->limits->bytes - strlen( $this->bytes ) ) );
		$this->is_full = strlen( $this->bytes ) >= $this->limits->bytes;
	}

	/** Entry for CURLOPT_RESOLVE, which replaces curl's own name resolution. */
	private function resolve_option(): string {
		$version   = curl_version();
		$several   = is_array( $version ) && $version['version_number'] >= self::SEVERAL_ADDRESSES;
		$addresses = $several ? array_map( self::bracketed( ... ), $this->address->addresses ) : [ $this->address->addresses[0] ];
		return $this->address->host . ':' . $this->address->port . ':' . implode( ',', $addresses );
	}

	private static function bracketed( string $address ): string {
		return str_contains( $address, ':' ) ? '[' . $address . ']' : $address;
	}

	private function is_own_request(): bool {
		return $this->is_attached && \Fiber::getCurrent() === $this->fiber;
	}

	/** Whether the request must end now. Called by curl about every second, more often while bytes arrive. */
	private function must_end(): bool {
		if ( $this->abandoned || $this->is_full || null !== $this->broken_off || null !== $this->thrown ) {
			return true;
		}
		$now   = microtime( true );
		$limit = null === $this->first_byte ? $this->limits->first_byte : $this->limits->idle;
		if ( null !== $limit && $now - $this->last_byte > $limit || $now - $this->started > $this->limits->seconds ) {
			$this->broken_off = CallFailureKind::Timeout;
			return true;
		}
		if ( null === $this->is_unwanted || $now - $this->asked < self::ASK_EVERY ) {
			return false;
		}
		$this->asked = $now;
		try {
			$this->broken_off = ( $this->is_unwanted )() ? CallFailureKind::Cancelled : null;
		} catch ( \Throwable $thrown ) {
			$this->thrown = $thrown;
		}
		return null !== $this->broken_off || null !== $this->thrown;
	}
}
