<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Http\Outgoing;

defined( 'ABSPATH' ) || exit;

/**
 * One HTTP request while it runs: the hooks that WordPress calls from inside it.
 *
 * A request whose answer is read piece by piece runs in a fiber, so that bytes can be handed out while WordPress's function has not
 * returned. Every hook checks that it was called from where the request runs: other requests of the process, made between two pieces,
 * are none of its business.
 */
final class Transfer {

	/** Seconds between two questions whether the answer is still wanted; that may cost a database query. */
	private const ASK_EVERY = 0.25;

	/** From this version on curl takes several addresses for a name (7.59.0); older ones would ignore the whole line. */
	private const SEVERAL_ADDRESSES = 0x073B00;

	/** Why the transfer was broken off by us; null when it was not. */
	public ?CallFailureKind $broken_off = null;

	/** What the question whether the answer is wanted threw, to be thrown on once WordPress's function has returned. */
	public ?\Throwable $thrown = null;

	/** Bytes of the body so far. */
	public int $received = 0;

	/** The limit was reached and the rest of the answer is not read. Only of answers that are not read piece by piece. */
	public bool $is_full = false;

	/** The body as far as it came, of answers that are not read piece by piece. */
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
	 * @param bool            $streams     Whether pieces of a good answer are handed out of the fiber.
	 * @param ?\Closure(): bool $is_unwanted Asked while the request runs; true ends it.
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
	 * Nobody reads on: the next call from inside the request ends it. The time limit does so too, where that call cannot be
	 * made any more because the fiber is being destroyed.
	 */
	public function abandon(): void {
		$this->abandoned = true;
		if ( null !== $this->handle ) {
			curl_setopt( $this->handle, CURLOPT_TIMEOUT_MS, 1 );
		}
	}

	/** HTTP status of what has come so far; 0 before, and without curl. */
	public function status(): int {
		return null === $this->handle ? 0 : (int) curl_getinfo( $this->handle, CURLINFO_RESPONSE_CODE );
	}

	/** Content-Type of what has come so far; empty before, and without curl. */
	public function content_type(): string {
		return null === $this->handle ? '' : (string) curl_getinfo( $this->handle, CURLINFO_CONTENT_TYPE );
	}

	/**
	 * Hook http_request_args: nobody else makes our request follow a redirect, where it would carry its keys along unjudged, or end unread.
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
	 * Hook http_api_curl: the addresses that were checked, our limits, and a way to stop while nothing arrives.
	 *
	 * @param mixed $handle    Of curl.
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
			// The bytes as they came: they are unpacked afterwards, up to the limit.
			curl_setopt( $handle, CURLOPT_HTTP_CONTENT_DECODING, false );
		}
	}

	/**
	 * Hook requests-fsockopen.remote_socket, of WordPress's transport without curl: the address that was checked.
	 *
	 * Of http only: PHP would compare an https server's certificate with the number in place of the name. There the certificate, which is
	 * checked before anything is sent, tells a server inside from the one that was meant.
	 *
	 * @param mixed $socket Such as tcp://example.com:80.
	 */
	public function pin_socket( mixed &$socket ): void {
		if ( $this->is_own_request() && is_string( $socket ) && str_starts_with( $socket, 'tcp://' ) ) {
			$socket = 'tcp://' . self::bracketed( $this->address->addresses[0] ) . ':' . $this->address->port;
		}
	}

	/**
	 * Hook requests-request.progress: bytes of the body have come. Those of a good answer that is read piece by piece go out of the fiber.
	 *
	 * Without curl the status is not known here; the body is then read when it is whole. With curl nothing may be thrown here:
	 * PHP's curl would go on to the end of the transfer before it lets an exception out.
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
			// Time the reader took is not the server's silence.
			$this->last_byte = microtime( true );
		}
	}

	/**
	 * Hook requests-requests.before_parse: hides the body's packing from the HTTP library, which would unpack without a limit.
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

	/** Whether curl has unpacked the body already. */
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

	/** Counts bytes against the limit, and keeps those of an answer that is not read piece by piece. */
	private function count_bytes( string $bytes ): void {
		if ( $this->streams ) {
			$this->broken_off ??= $this->received > $this->limits->bytes ? CallFailureKind::TooLarge : null;
			return;
		}
		$this->bytes  .= substr( $bytes, 0, max( 0, $this->limits->bytes - strlen( $this->bytes ) ) );
		$this->is_full = strlen( $this->bytes ) >= $this->limits->bytes;
	}

	/** What curl is told instead of looking the name up (CURLOPT_RESOLVE). */
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

	/** Whether the request must end now; called by curl about every second, more often while bytes come. */
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
