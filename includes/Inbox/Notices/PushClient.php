<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Inbox\Notices;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Http\Outgoing\CallFailure;
use Aaia\Chatbot\Http\Outgoing\CallLimits;
use Aaia\Chatbot\Http\Outgoing\OutgoingClient;
use Aaia\Chatbot\Http\Outgoing\OutgoingRequest;
use Aaia\Chatbot\Http\Outgoing\Redaction;
use Aaia\Chatbot\Mail\DeliveryOutcome;
use Aaia\Chatbot\Support\Clock;

/**
 * Hands a message to the push service of a browser (RFC 8030).
 *
 * The address comes from a staff member's browser, so it is checked as any other: https, public, no redirects. A subscription that the
 * service no longer knows is removed, and so is one that failed FAILURES times in a row for good.
 */
final class PushClient {

	/** Seconds that the service keeps a message for a device that is off. */
	private const TTL = 4 * HOUR_IN_SECONDS;

	/** Bytes of an answer that are read. */
	private const ANSWER = 8 * 1024;

	private const FAILURES = 5;

	/** @param float $seconds How long a service may take to answer. */
	public function __construct(
		private readonly VapidKeys $keys,
		private readonly PushSubscriptionRepository $subscriptions,
		private readonly Clock $clock,
		private readonly float $seconds = 10.0,
		private readonly OutgoingClient $client = new OutgoingClient(),
	) {}

	/** Whether an address can be that of a push service. Resolves its host. */
	public function accepts( string $endpoint ): bool {
		try {
			$this->client->check( $endpoint );
		} catch ( CallFailure ) {
			return false;
		}
		return str_starts_with( $endpoint, 'https://' );
	}

	/**
	 * @param array<string, mixed> $message At most PushEncryption::MOST bytes as JSON.
	 * @param string               $topic   Of several with one topic, the service keeps the last for a device that is off.
	 * @param bool                 $urgent  Wakes a device that saves its battery.
	 *
	 * @throws \RuntimeException When openssl refuses.
	 */
	public function send( PushSubscription $subscription, array $message, string $topic, bool $urgent ): DeliveryOutcome {
		if ( ! str_starts_with( $subscription->endpoint, 'https://' ) ) {
			return DeliveryOutcome::refused( 'The address is not https.', true );
		}
		$json    = (string) wp_json_encode( $message, JSON_UNESCAPED_UNICODE | JSON_UNESCAPED_SLASHES | JSON_INVALID_UTF8_SUBSTITUTE );
		$request = new OutgoingRequest(
			'POST',
			$subscription->endpoint,
			[
				'Content-Type'     => 'application/octet-stream',
				'Content-Encoding' => 'aes128gcm',
				'TTL'              => (string) self::TTL,
				'Urgency'          => $urgent ? 'high' : 'normal',
				'Topic'            => substr( strtr( base64_encode( hash( 'sha256', $topic, true ) ), '+/', '-_' ), 0, 32 ),
				'Authorization'    => $this->keys->authorization( $subscription->endpoint ),
			],
			PushEncryption::encrypt( $json, $subscription->point, $subscription->auth ),
		);
		try {
			$answer = $this->client->send( $request, new CallLimits( $this->seconds, self::ANSWER ) );
		} catch ( CallFailure $failure ) {
			return DeliveryOutcome::refused( $failure->getMessage() );
		}
		if ( $answer->is_success() ) {
			$this->subscriptions->note_success( $subscription->id );
			return DeliveryOutcome::accepted();
		}
		if ( 404 === $answer->status || 410 === $answer->status ) {
			$this->subscriptions->remove( $subscription->id );
			return DeliveryOutcome::needless();
		}
		$reason = trim( "HTTP $answer->status " . Redaction::redact( wp_strip_all_tags( $answer->body ), ...$request->secrets() ) );
		if ( 429 === $answer->status || $answer->status >= 500 ) {
			return DeliveryOutcome::refused( $reason, retry_after: $answer->retry_after( $this->clock->now() ) );
		}
		$this->subscriptions->note_failure( $subscription->id );
		if ( $subscription->failures + 1 >= self::FAILURES ) {
			$this->subscriptions->remove( $subscription->id );
		}
		return DeliveryOutcome::refused( $reason, true );
	}
}
