<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Llm\OpenAi;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Http\Outgoing\CallFailure;
use Aaia\Chatbot\Http\Outgoing\CallLimits;
use Aaia\Chatbot\Http\Outgoing\LocalHosts;
use Aaia\Chatbot\Http\Outgoing\OutgoingClient;
use Aaia\Chatbot\Http\Outgoing\OutgoingRequest;
use Aaia\Chatbot\Http\Outgoing\OutgoingResponse;
use Aaia\Chatbot\Llm\Cancellation;
use Aaia\Chatbot\Llm\LlmFailure;

/** Requests to a model server, whose answers are read while they arrive. */
final class ModelServerClient {

	private readonly CallLimits $limits;

	/** @param ?CallLimits $limits All but the time of the whole, which each request brings along; null for those of a model server. */
	public function __construct( private readonly OutgoingClient $client, ?CallLimits $limits = null ) {
		$this->limits = $limits ?? self::usual_limits();
	}

	/**
	 * Limits of a model server: 64 kB of text come as about 2 MB of events; models that think first, or are loaded first, take tens of
	 * seconds to the first byte.
	 */
	public static function usual_limits(): CallLimits {
		return new CallLimits( bytes: 6_000_000, first_byte: 40.0, idle: 20.0 );
	}

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
	 * @return \Generator<int, string, ?bool, ?OutgoingResponse> Null when it was ended early.
	 *
	 * @throws LlmFailure When no whole answer could be had.
	 */
	public function send( Endpoint $endpoint, string $url, ?string $json, array $allowed_hosts, float $seconds, Cancellation $cancel ): \Generator {
		$request = new OutgoingRequest( null === $json ? 'GET' : 'POST', $url, $endpoint->headers(), $json ?? '', 'aaia-chatbot' );
		try {
			return yield from $this->client->stream( $request, $this->limits->within( $seconds ), $cancel->requested( ... ), new LocalHosts( $allowed_hosts, true ) );
		} catch ( CallFailure $failure ) {
			throw TransportErrorMapper::failure( $failure, $endpoint->host . ':' . $endpoint->port );
		}
	}
}
