<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Llm\OpenAi;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Llm\Cancellation;
use Aaia\Chatbot\Llm\LlmFailure;
use Aaia\Chatbot\Llm\LlmFailureKind;

/**
 * A request over the WordPress HTTP API whose answer is read while it arrives.
 *
 * WordPress's function returns only at the end, but fires an action for each piece. It runs in a fiber that is left at every
 * piece and entered again for the next one. Where curl is missing the body comes as one piece.
 */
final class StreamedRequest {

	public function __construct(
		private readonly HostGate $gate,
		private readonly TransferLimits $limits = new TransferLimits(),
	) {}

	/**
	 * Sends, and yields the bytes of a 2xx body as they come; the body of any other status is in the returned value only.
	 *
	 * Sending `true` into the generator ends the request; so does letting go of it. Redirects are not followed.
	 *
	 * @param string       $url           One of the endpoint's addresses.
	 * @param ?string      $json          Body to POST; null to GET.
	 * @param list<string> $allowed_hosts Local hosts the owner allowed.
	 * @param float        $seconds       For the whole exchange.
	 *
	 * @return \Generator<int, string, ?bool, ?HttpAnswer> Null when it was ended early.
	 *
	 * @throws LlmFailure When no whole answer could be had.
	 */
	public function send( Endpoint $endpoint, string $url, ?string $json, array $allowed_hosts, float $seconds, Cancellation $cancel ): \Generator {
		$this->gate->check( $endpoint->host, $endpoint->port, $allowed_hosts );
		$transfer = new Transfer( $url, $this->limits, $seconds, HostGate::is_listed( $endpoint->host, $endpoint->port, $allowed_hosts ), $cancel );
		$fiber    = new \Fiber( static fn(): mixed => wp_safe_remote_request( $url, [
			'method'      => null === $json ? 'GET' : 'POST',
			'timeout'     => (int) ceil( $seconds ),
			'redirection' => 0,
			'httpversion' => '1.1',
			'user-agent'  => 'aaia-chatbot',
			'headers'     => $endpoint->headers(),
			'body'        => $json ?? '',
		] ) );
		$yielded  = false;
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
		} finally {
			$this->end( $fiber, $transfer );
		}
		$answer = $this->outcome( $fiber->getReturn(), $transfer );
		if ( ! $yielded && $answer->is_success() && '' !== $answer->body ) {
			yield $answer->body;
		}
		return $answer;
	}

	/**
	 * Lets a request that nobody reads any more come to its end, and takes our hooks off.
	 *
	 * Before PHP 8.4 a fiber cannot be entered while objects are destroyed, which is where a reader that just stopped leads; then
	 * the fiber is destroyed too, which ends the request as well.
	 *
	 * @param \Fiber<mixed, mixed, mixed, string> $fiber
	 */
	private function end( \Fiber $fiber, Transfer $transfer ): void {
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

	private function outcome( mixed $response, Transfer $transfer ): HttpAnswer {
		if ( null !== $transfer->thrown ) {
			throw $transfer->thrown;
		}
		if ( null !== $transfer->broken_off ) {
			throw new LlmFailure( $transfer->broken_off, match ( $transfer->broken_off ) {
				LlmFailureKind::Cancelled => __( 'The answer was stopped.', 'aaia-chatbot' ),
				LlmFailureKind::Timeout   => __( 'The model server did not answer in time. It may be overloaded, or the model too slow for this machine.', 'aaia-chatbot' ),
				default                   => __( 'The model server sent far more than an answer.', 'aaia-chatbot' ),
			} );
		}
		if ( is_wp_error( $response ) ) {
			throw TransportError::failure( $response, $transfer->received > 0 );
		}
		if ( ! is_array( $response ) ) {
			throw new LlmFailure( LlmFailureKind::BadResponse, __( 'Another plugin answered in place of the model server.', 'aaia-chatbot' ) );
		}
		return HttpAnswer::from( $response );
	}
}
