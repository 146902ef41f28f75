<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Alerts\Outside;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Alerts\MailOutcome;
use Aaia\Chatbot\Http\Outgoing\AddressGate;
use Aaia\Chatbot\Http\Outgoing\CallFailure;
use Aaia\Chatbot\Http\Outgoing\OutgoingCall;
use Aaia\Chatbot\Support\Text;

/**
 * Speaks to outside services: only to addresses that are public, without following redirects (one could lead inside), and not for
 * longer than a few seconds.
 */
final class ServiceClient {

	/** Bytes of an answer that are read. */
	private const ANSWER = 64 * 1024;

	/** @param float $seconds How long a service may take to answer. */
	public function __construct(
		private readonly ServiceFormat $format,
		private readonly float $seconds = 10.0,
		private readonly AddressGate $gate = new AddressGate(),
	) {}

	/** Delivers a notice. */
	public function deliver( OutsideService $service, Notice $notice ): MailOutcome {
		$answer = $this->ask( $this->format->request( $service, $notice ) );
		if ( is_string( $answer ) ) {
			return MailOutcome::refused( $answer );
		}
		$ticket = $this->format->ticket( $service->kind, $answer );
		return $service->kind->makes_tickets() && null === $ticket
			? MailOutcome::refused( 'The answer named no ticket.' )
			: MailOutcome::accepted( $ticket );
	}

	/** A ticket's state now; null when it could not be learnt. */
	public function state( OutsideService $service, string $ticket ): ?string {
		$answer = $this->ask( $this->format->state_request( $service, $ticket ) );
		return is_string( $answer ) ? null : $this->format->state( $service->kind, $answer );
	}

	/** @return array<array-key, mixed>|string The answer's JSON (empty when it is none), or why there is no good answer. */
	private function ask( OutgoingRequest $request ): array|string {
		try {
			$answer = OutgoingCall::send( $this->gate->check( $request->url ), $request->method, $request->headers, $request->body, '', $this->seconds, self::ANSWER );
		} catch ( CallFailure $failure ) {
			return $failure->getMessage();
		}
		$status = $answer->status;
		$body   = $answer->body;
		if ( $status < 200 || $status > 299 ) {
			return trim( "HTTP $status " . Text::truncate( Text::line( wp_strip_all_tags( $body ) ), 300 ) );
		}
		$json = json_decode( $body, true );
		return is_array( $json ) ? $json : [];
	}
}
