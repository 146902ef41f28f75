<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Alerts\Outside;

use Aaia\Chatbot\Alerts\MailOutcome;
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
		$options = [
			'method'              => $request->method,
			'headers'             => $request->headers,
			'timeout'             => $this->seconds,
			'redirection'         => 0,
			'limit_response_size' => self::ANSWER,
		];
		if ( '' !== $request->body ) {
			$options['body'] = $request->body;
		}
		$response = wp_safe_remote_request( $request->url, $options );
		if ( is_wp_error( $response ) ) {
			return $response->get_error_message();
		}
		$status = (int) wp_remote_retrieve_response_code( $response );
		$body   = (string) wp_remote_retrieve_body( $response );
		if ( $status < 200 || $status > 299 ) {
			return trim( "HTTP $status " . Text::truncate( Text::line( wp_strip_all_tags( $body ) ), 300 ) );
		}
		$json = json_decode( $body, true );
		return is_array( $json ) ? $json : [];
	}
}
