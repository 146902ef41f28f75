<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Http\Outgoing;

defined( 'ABSPATH' ) || exit;

/**
 * Sends all HTTP requests of the plugin to other servers. AddressGate checks each URL, and the connection goes only to the addresses that
 * were checked, which prevents DNS rebinding. Redirects are not followed: a caller that follows one sends a new request.
 * (LoopbackClient sends requests of the site to itself.)
 *
 * Uses the WordPress HTTP API, so that proxies, certificates and other plugins' filters apply. A proxy resolves names itself: behind one,
 * the check is made here and the connection there.
 */
final class OutgoingClient {

	public function __construct( private readonly AddressGate $gate = new AddressGate() ) {}

	/**
	 * Checks a URL without sending a request.
	 *
	 * @throws CallFailure When requests to it are not allowed.
	 */
	public function check( string $url ): void {
		$this->gate->check( $url );
	}

	/**
	 * Sends a request and waits for the response. A body longer than the limit is cut.
	 *
	 * @throws CallFailure When there is no response in time.
	 */
	public function send(
		OutgoingRequest $request,
		CallLimits $limits = new CallLimits(),
		LocalHosts $local = new LocalHosts(),
	): OutgoingResponse {
		$address  = $this->address( $request, $local );
		$transfer = new Transfer( $address, $limits, false );
		$transfer->attach( \Fiber::getCurrent() );
		try {
			$response = $this->request( $address, $request, $limits, [ 'Accept-Encoding' => 'gzip' ] );
			if ( is_wp_error( $response ) && $transfer->is_full ) {
				return new OutgoingResponse(
					$address->url,
					0 === $transfer->status() ? 200 : $transfer->status(),
					[ 'content-type' => $transfer->content_type() ],
					$transfer->bytes,
					true,
				);
			}
			return $this->response( $response, $address, $request, $limits, $transfer );
		} finally {
			$transfer->detach();
		}
	}

	/**
	 * Sends a request and yields the bytes of a 2xx body as they arrive. The body of any other status is only in the returned value.
	 *
	 * Sending `true` into the generator ends the request, and so does destroying it. Without curl the body arrives as one piece.
	 * WordPress's function returns only at the end, but fires an action for each piece; so it runs in a fiber that is suspended at every
	 * piece.
	 *
	 * @param \Closure(): bool $is_unwanted Whether to cancel. Called several times a second while bytes arrive, otherwise about
	 *                                         every second.
	 *
	 * @return \Generator<int, string, ?bool, ?OutgoingResponse> Null when it was ended early.
	 *
	 * @throws CallFailure When there is no complete response.
	 * @throws \Throwable  Whatever $is_unwanted throws.
	 */
	public function stream(
		OutgoingRequest $request,
		CallLimits $limits,
		\Closure $is_unwanted,
		LocalHosts $local = new LocalHosts(),
	): \Generator {
		$address  = $this->address( $request, $local );
		$transfer = new Transfer( $address, $limits, true, $is_unwanted );
		$fiber    = new \Fiber( fn(): mixed => $this->request( $address, $request, $limits, [] ) );
		$yielded  = false;
		$answer   = null;
		$transfer->attach( $fiber );
		try {
			$piece = $fiber->start();
			while ( ! $fiber->isTerminated() ) {
				$yielded = true;
				if ( true === yield (string) $piece ) {
					return null;
				}
				$piece = $fiber->resume();
			}
			$answer = $this->response( $fiber->getReturn(), $address, $request, $limits, $transfer );
		} finally {
			$this->end_early( $fiber, $transfer );
		}
		if ( ! $yielded && $answer->is_success() && '' !== $answer->body ) {
			yield $answer->body;
		}
		return $answer;
	}

	/** @throws CallFailure When requests to the URL are not allowed, or not with a key. */
	private function address( OutgoingRequest $request, LocalHosts $local ): CheckedAddress {
		$address = $this->gate->check( $request->url, $local );
		if ( 'http' === $address->scheme && ! $address->is_inside && [] !== $request->secrets() ) {
			throw new CallFailure( CallFailureKind::ClearText );
		}
		return $address;
	}

	/** @param array<string, string> $headers Sent unless the request has its own. */
	private function request( CheckedAddress $address, OutgoingRequest $request, CallLimits $limits, array $headers ): mixed {
		$options = [
			'method'              => $request->method,
			'headers'             => $request->headers + $headers,
			// Whole seconds, for WordPress's transport without curl; Transfer gives curl the exact time.
			'timeout'             => (int) ceil( $limits->seconds ),
			'redirection'         => 0,
			'httpversion'         => '1.1',
			'limit_response_size' => $limits->bytes + 1,
		];
		if ( '' !== $request->body ) {
			$options['body'] = $request->body;
		}
		if ( '' !== $request->agent ) {
			$options['user-agent'] = $request->agent;
		}
		// Not wp_safe_remote_request(): the gate is stricter, and that function knows neither IPv6 nor the hosts that the owner allowed.
		return wp_remote_request( $address->url, $options );
	}

	/** @throws CallFailure */
	private function response(
		mixed $response,
		CheckedAddress $address,
		OutgoingRequest $request,
		CallLimits $limits,
		Transfer $transfer,
	): OutgoingResponse {
		$begun = $transfer->received > 0;
		if ( null !== $transfer->thrown ) {
			throw $transfer->thrown;
		}
		if ( null !== $transfer->broken_off ) {
			throw new CallFailure( $transfer->broken_off, '', $begun );
		}
		if ( is_wp_error( $response ) ) {
			throw new CallFailure(
				CallFailureKind::from_wp_error( $response, $begun ),
				$response->get_error_message(),
				$begun,
				$request->secrets(),
			);
		}
		if ( ! is_array( $response ) ) {
			throw new CallFailure( CallFailureKind::Broken, 'Another plugin answered in place of the server.' );
		}
		$headers = [];
		foreach ( wp_remote_retrieve_headers( $response ) as $name => $value ) {
			$headers[ strtolower( (string) $name ) ] = is_array( $value ) ? implode( ', ', $value ) : (string) $value;
		}
		$body     = (string) wp_remote_retrieve_body( $response );
		$is_cut   = $transfer->is_full || strlen( $body ) > $limits->bytes;
		$body     = substr( $body, 0, $limits->bytes );
		$encoding = $transfer->is_unpacked() ? '' : strtolower( trim( $headers['x-aaia-encoding'] ?? '' ) );
		unset( $headers['x-aaia-encoding'] );
		if ( ! in_array( $encoding, [ '', 'identity' ], true ) && '' !== $body ) {
			$unpacked = in_array( $encoding, [ 'gzip', 'x-gzip', 'deflate' ], true ) ? BoundedInflate::unpack( $body, $limits->bytes ) : null;
			if ( null === $unpacked ) {
				throw new CallFailure( CallFailureKind::Broken, 'The answer is packed in a way that cannot be read: ' . $encoding );
			}
			[ $body, $is_longer ] = $unpacked;
			$is_cut               = $is_cut || $is_longer;
		}
		return new OutgoingResponse( $address->url, (int) wp_remote_retrieve_response_code( $response ), $headers, $body, $is_cut );
	}

	/**
	 * Ends a request that is no longer read, and removes our hooks.
	 *
	 * Before PHP 8.4 a fiber cannot be resumed while objects are destroyed, as when a reader just drops the generator. Then the fiber is
	 * destroyed too, which also ends the request.
	 *
	 * @param \Fiber<mixed, mixed, mixed, string> $fiber
	 */
	private function end_early( \Fiber $fiber, Transfer $transfer ): void {
		$transfer->abandon();
		try {
			while ( $fiber->isSuspended() ) {
				$fiber->resume();
			}
		} catch ( \FiberError ) {
			$transfer->abandon();
		} finally {
			$transfer->detach();
		}
	}
}
