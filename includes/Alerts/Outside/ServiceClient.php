<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Alerts\Outside;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Http\Outgoing\CallFailure;
use Aaia\Chatbot\Http\Outgoing\CallLimits;
use Aaia\Chatbot\Http\Outgoing\OutgoingClient;
use Aaia\Chatbot\Http\Outgoing\OutgoingRequest;
use Aaia\Chatbot\Http\Outgoing\Redaction;
use Aaia\Chatbot\Mail\DeliveryOutcome;

/**
 * Calls outside services: public addresses only, within a few seconds, and without following redirects, which could lead inside.
 */
final class ServiceClient {

	/** Bytes of an answer that are read. */
	private const ANSWER = 64 * 1024;

	/** @param float $seconds How long a service may take to answer. */
	public function __construct(
		private readonly ServiceFormat $format,
		private readonly float $seconds = 10.0,
		private readonly OutgoingClient $client = new OutgoingClient(),
	) {}

	/** Delivers an alert, or a bundle of them. */
	public function deliver( OutsideService $service, ServicePayload $payload ): DeliveryOutcome {
		$answer = $this->ask( $service, $this->format->request( $service, $payload ) );
		if ( is_string( $answer ) ) {
			return DeliveryOutcome::refused( $answer );
		}
		$ticket = $this->format->ticket( $service->kind, $answer );
		return $service->kind->makes_tickets() && null === $ticket
			? DeliveryOutcome::refused( 'The answer named no ticket.' )
			: DeliveryOutcome::accepted( $ticket );
	}

	/** A ticket's state now; null when it is not known. */
	public function state( OutsideService $service, string $ticket ): ?string {
		$answer = $this->ask( $service, $this->format->state_request( $service, $ticket ) );
		return is_string( $answer ) ? null : $this->format->state( $service->kind, $answer );
	}

	/** @return array<array-key, mixed>|string The answer's JSON (empty when it is none), or why there is no good answer. */
	private function ask( OutsideService $service, OutgoingRequest $request ): array|string {
		try {
			$answer = $this->client->send( $request, new CallLimits( $this->seconds, self::ANSWER ) );
		} catch ( CallFailure $failure ) {
			return $failure->getMessage();
		}
		$status = $answer->status;
		$body   = $answer->body;
		if ( $status < 200 || $status > 299 ) {
			return trim( "HTTP $status " . Redaction::redact( $body, $service->secret, (string) $service->old_secret, ...$request->secrets() ) );
		}
		$json = json_decode( $body, true );
		return is_array( $json ) ? $json : [];
	}
}
