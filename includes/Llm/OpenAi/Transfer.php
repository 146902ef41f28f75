<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Llm\OpenAi;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Llm\Cancellation;
use Aaia\Chatbot\Llm\LlmFailureKind;

/**
 * One HTTP request while it runs: the hooks that WordPress calls from inside it.
 *
 * The request runs in a fiber, so that bytes can be handed out while WordPress's function has not returned. Every hook checks
 * that it was called from that fiber and for this address: other requests of the same process are none of its business.
 */
final class Transfer {

	/** Seconds between two questions whether the answer is still wanted; that may cost a database query. */
	private const ASK_EVERY = 0.25;

	/** Why the transfer was broken off by us; null when it was not. */
	public ?LlmFailureKind $broken_off = null;

	/** What the cancellation threw, to be thrown on once WordPress's function has returned. */
	public ?\Throwable $thrown = null;

	/** Bytes of the body so far. */
	public int $received = 0;

	/** Seconds from the start to the first byte; null before. */
	public ?float $first_byte_after = null;

	private readonly float $started;

	private float $last_byte;

	private float $asked = 0.0;

	private ?\CurlHandle $handle = null;

	private bool $abandoned = false;

	/** @var ?\Fiber<mixed, mixed, mixed, string> */
	private ?\Fiber $fiber = null;

	public function __construct(
		private readonly string $url,
		private readonly TransferLimits $limits,
		private readonly float $seconds,
		private readonly bool $is_allowed,
		private readonly Cancellation $cancel,
	) {
		$this->started   = microtime( true );
		$this->last_byte = $this->started;
	}

	/** @param \Fiber<mixed, mixed, mixed, string> $fiber Where the request runs. */
	public function attach( \Fiber $fiber ): void {
		$this->fiber = $fiber;
		add_filter( 'http_request_host_is_external', [ $this, 'allow_host' ], PHP_INT_MAX, 3 );
		add_filter( 'http_allowed_safe_ports', [ $this, 'allow_port' ], PHP_INT_MAX, 3 );
		add_action( 'http_api_curl', [ $this, 'prepare' ], PHP_INT_MAX, 3 );
		add_action( 'requests-request.progress', [ $this, 'take' ], PHP_INT_MAX, 2 );
	}

	public function detach(): void {
		remove_filter( 'http_request_host_is_external', [ $this, 'allow_host' ], PHP_INT_MAX );
		remove_filter( 'http_allowed_safe_ports', [ $this, 'allow_port' ], PHP_INT_MAX );
		remove_action( 'http_api_curl', [ $this, 'prepare' ], PHP_INT_MAX );
		remove_action( 'requests-request.progress', [ $this, 'take' ], PHP_INT_MAX );
		$this->fiber  = null;
		$this->handle = null;
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

	/**
	 * Hook http_request_host_is_external: only our own address, and only when the owner allowed its host.
	 *
	 * @param mixed $external What others decided.
	 * @param mixed $host     Unused: the address says it.
	 * @param mixed $url      The address asked about.
	 */
	public function allow_host( mixed $external, mixed $host, mixed $url ): mixed {
		return $this->is_ours() && $url === $this->url && $this->is_allowed ? true : $external;
	}

	/**
	 * Hook http_allowed_safe_ports: the port of the address the owner typed (HostGate has decided on the host).
	 *
	 * @param mixed $ports List of ports.
	 * @param mixed $host  Unused: the address says it.
	 * @param mixed $url   The address asked about.
	 */
	public function allow_port( mixed $ports, mixed $host, mixed $url ): mixed {
		$port = wp_parse_url( $this->url, PHP_URL_PORT );
		if ( ! $this->is_ours() || $url !== $this->url || ! is_array( $ports ) || ! is_int( $port ) ) {
			return $ports;
		}
		return [ ...array_values( $ports ), $port ];
	}

	/**
	 * Hook http_api_curl: our time limits, and a way to stop while nothing arrives.
	 *
	 * @param mixed $handle    Of curl.
	 * @param mixed $arguments Unused.
	 * @param mixed $url       The address called.
	 */
	public function prepare( mixed $handle, mixed $arguments = null, mixed $url = '' ): void {
		if ( ! $this->is_ours() || ! $handle instanceof \CurlHandle ) {
			return;
		}
		$this->handle = $handle;
		curl_setopt( $handle, CURLOPT_CONNECTTIMEOUT_MS, (int) ( min( $this->limits->connect, $this->seconds ) * 1000 ) );
		curl_setopt( $handle, CURLOPT_TIMEOUT_MS, max( 1, (int) ( $this->seconds * 1000 ) ) );
		curl_setopt( $handle, CURLOPT_NOPROGRESS, false );
		curl_setopt( $handle, CURLOPT_PROGRESSFUNCTION, fn(): int => $this->is_over() ? 1 : 0 );
	}

	/**
	 * Hook requests-request.progress: bytes of the body have come. Hands those of a good answer out of the fiber.
	 *
	 * Without curl the status is not known here; the body is then read when it is whole. With curl nothing may be thrown here:
	 * PHP's curl would go on to the end of the transfer before it lets an exception out.
	 *
	 * @param mixed $bytes    The new bytes.
	 * @param mixed $received Bytes of this attempt before them; 0 again when the HTTP library tries a second time.
	 *
	 * @throws \WpOrg\Requests\Exception To end a request without curl; WordPress turns it into a WP_Error.
	 */
	public function take( mixed $bytes, mixed $received = 0 ): void {
		if ( ! $this->is_ours() || ! is_string( $bytes ) || '' === $bytes ) {
			return;
		}
		if ( 0 === $received && $this->received > 0 ) {
			$this->broken_off = LlmFailureKind::BadResponse;
		}
		$this->last_byte          = microtime( true );
		$this->first_byte_after ??= $this->last_byte - $this->started;
		$this->received          += strlen( $bytes );
		if ( $this->received > $this->limits->bytes ) {
			$this->broken_off = LlmFailureKind::BadResponse;
		}
		$is_over = $this->is_over();
		if ( null === $this->handle ) {
			if ( $is_over ) {
				throw new \WpOrg\Requests\Exception( 'The transfer was broken off.', 'aaia.broken_off' );
			}
			return;
		}
		if ( ! $is_over && 2 === intdiv( (int) curl_getinfo( $this->handle, CURLINFO_RESPONSE_CODE ), 100 ) ) {
			\Fiber::suspend( $bytes );
			// Time the reader took is not the server's silence.
			$this->last_byte = microtime( true );
		}
	}

	private function is_ours(): bool {
		return null !== $this->fiber && \Fiber::getCurrent() === $this->fiber;
	}

	/** Whether the request must end now; called by curl about every second, more often while bytes come. */
	private function is_over(): bool {
		if ( $this->abandoned || null !== $this->broken_off || null !== $this->thrown ) {
			return true;
		}
		$now   = microtime( true );
		$limit = null === $this->first_byte_after ? $this->limits->first_byte : $this->limits->idle;
		if ( $now - $this->last_byte > $limit || $now - $this->started > $this->seconds ) {
			$this->broken_off = LlmFailureKind::Timeout;
			return true;
		}
		if ( $now - $this->asked < self::ASK_EVERY ) {
			return false;
		}
		$this->asked = $now;
		try {
			$this->broken_off = $this->cancel->requested() ? LlmFailureKind::Cancelled : null;
		} catch ( \Throwable $thrown ) {
			$this->thrown = $thrown;
		}
		return null !== $this->broken_off || null !== $this->thrown;
	}
}
