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

/** HTTP client for model servers that streams response bodies. */
final class ModelServerClient {

	private readonly CallLimits $limits;

	/** @param ?CallLimits $limits Limits except the total time, which each request gives; null for the defaults of a model server. */
	public function __construct( private readonly OutgoingClient $client, ?CallLimits $limits = null ) {
		$this->limits = $limits ?? self::usual_limits();
	}

	/**
	 * Default limits of a model server: 64 kB of text arrive as about 2 MB of events; models that reason first, or are loaded first, take
	 * tens of seconds to the first byte.
	 */
	public static function usual_limits(): CallLimits {
		return new CallLimits( bytes: 6_000_000, first_byte: 40.0, idle: 20.0 );
	}

	/**
	 * Sends a request and yields the bytes of a 2xx body as they arrive; the body of any other status is in the return value only.
	 *
	 * Sending `true` into the generator ends the request; so does destroying it. Redirects are not followed.
	 *
	 * @param string       $url           One of the endpoint's addresses.
	 * @param ?string      $json          Body to POST; null to GET.
	 * @param list<string> $allowed_hosts Local hosts the owner allowed.
	 * @param float        $seconds       Time limit of the whole request.
	 * @param int          $bytes         Most bytes of the answer, where they are fewer than a model server may send.
	 *
	 * @return \Generator<int, string, ?bool, ?OutgoingResponse> Null when the request was ended early.
	 *
	 * @throws LlmFailure When no complete response was received.
	 */
	public function send(
		Endpoint $endpoint,
		string $url,
		?string $json,
		array $allowed_hosts,
		float $seconds,
		Cancellation $cancel,
		int $bytes = PHP_INT_MAX,
	): \Generator {
		$request = new OutgoingRequest( null === $json ? 'GET' : 'POST', $url, $endpoint->headers(), $json ?? '', 'aaia-chatbot' );
		try {
			return yield from $this->client->stream(
				$request,
				$this->limits->within( $seconds, $bytes ),
				$cancel->requested( ... ),
				new LocalHosts( $allowed_hosts, true ),
			);
		} catch ( CallFailure $failure ) {
			throw TransportErrorMapper::failure( $failure, $endpoint->host . ':' . $endpoint->port );
		}
	}
}
