<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Http;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Support\Clock;

/** A request of the site to itself to do due jobs: signed, not waited for. */
final class Knock {

	/** A signature is good this long. Seconds. */
	private const FRESH = 60;

	public function __construct( private readonly Clock $clock ) {}

	/** Knocks and goes away. */
	public function now(): void {
		$at = $this->clock->now()->getTimestamp();
		wp_remote_post(
			rest_url( Route::API . '/jobs/run' ),
			[
				'blocking'  => false,
				'timeout'   => 0.05,
				'sslverify' => apply_filters( 'https_local_ssl_verify', false ),
				'headers'   => [ 'Content-Type' => 'application/json' ],
				'body'      => (string) wp_json_encode(
					[
						'at'        => $at,
						'signature' => $this->signature( $at ),
					]
				),
			]
		);
	}

	/** Whether a signature was made here, lately. */
	public function is_ours( int $at, string $signature ): bool {
		return abs( $this->clock->now()->getTimestamp() - $at ) <= self::FRESH && hash_equals( $this->signature( $at ), $signature );
	}

	private function signature( int $at ): string {
		return hash_hmac( 'sha256', (string) $at, wp_salt( 'nonce' ) . 'aaia-chatbot knock' );
	}
}
