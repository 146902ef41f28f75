<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Http;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Http\Outgoing\CallFailure;
use Aaia\Chatbot\Http\Outgoing\LoopbackClient;
use Aaia\Chatbot\Support\Clock;

/** The signed request by which the site makes itself run due jobs in the background. */
final class LoopbackRequest {

	/** A signature is valid this long. Seconds. */
	private const FRESH = 60;

	public function __construct( private readonly Clock $clock ) {}

	/** Sends the request without waiting. When a plugin has moved the REST API off this site, nothing is sent: WP-Cron runs the jobs. */
	public function send(): void {
		$at   = $this->clock->now()->getTimestamp();
		$body = [
			'at'        => $at,
			'signature' => $this->signature( $at ),
		];
		try {
			( new LoopbackClient() )->send_without_waiting(
				rest_url( Controller::API . '/jobs/run' ),
				'POST',
				[ 'Content-Type' => 'application/json' ],
				(string) wp_json_encode( $body ),
			);
		} catch ( CallFailure $failure ) {
			do_action( 'aaia_chatbot_log', 'warning', 'Jobs: the REST API has an address outside of this site. ' . $failure->getMessage() );
		}
	}

	/** Whether this site made the signature within the last minute. */
	public function is_valid( int $at, string $signature ): bool {
		return abs( $this->clock->now()->getTimestamp() - $at ) <= self::FRESH && hash_equals( $this->signature( $at ), $signature );
	}

	private function signature( int $at ): string {
		return hash_hmac( 'sha256', (string) $at, wp_salt( 'nonce' ) . 'aaia-chatbot knock' );
	}
}
