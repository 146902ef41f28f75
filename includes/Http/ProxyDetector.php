<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Http;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Http\Outgoing\CallFailure;
use Aaia\Chatbot\Http\Outgoing\LoopbackClient;
use Aaia\Chatbot\Support\Clock;
use Aaia\Chatbot\Support\Ids;

/**
 * Detects proxies in front of this site.
 *
 * The site sends a request to its own public address, with a signed challenge that is valid once, and records the address that the request
 * comes from. It sends no forwarding header, so one that arrives was added by a proxy. Requests of visitors have no influence.
 */
final class ProxyDetector {

	public const PATH = '/proxy-look';

	private const OPTION = 'aaia_chatbot_proxies';

	private const CHALLENGE = 'aaia_proxy_look';

	/** A challenge is valid this long. Seconds. */
	private const FRESH = 60;

	/** An address is dropped when no loopback request came from it for this long: addresses change owners. Seconds. */
	private const KEPT = 30 * DAY_IN_SECONDS;

	/** Content delivery networks have many addresses; only the newest ones are kept. */
	private const MOST = 50;

	/** Minimum time between two detections. Seconds. */
	private const PAUSE = HOUR_IN_SECONDS;

	/** Headers that proxies add. */
	private const MARKS = [
		'HTTP_X_FORWARDED_FOR', 'HTTP_FORWARDED', 'HTTP_X_REAL_IP', 'HTTP_CF_CONNECTING_IP', 'HTTP_TRUE_CLIENT_IP',
		'HTTP_VIA',
	];

	public function __construct(
		private readonly Clock $clock,
		private readonly LoopbackClient $client = new LoopbackClient(),
	) {}

	/** @return list<string> Detected addresses, newest first. Reads one option. */
	public function addresses(): array {
		$oldest = $this->clock->now()->getTimestamp() - self::KEPT;
		return array_map( 'strval', array_keys( array_filter( $this->stored()['seen'], static fn( int $at ): bool => $at >= $oldest ) ) );
	}

	/** Sends the request, at most once an hour. When the site cannot be reached, the known addresses stay. */
	public function detect(): void {
		$now  = $this->clock->now()->getTimestamp();
		$kept = $this->stored();
		if ( $kept['looked_at'] > $now - self::PAUSE ) {
			return;
		}
		$this->store( $now, $kept['seen'] );
		$challenge = Ids::random();
		set_transient( self::CHALLENGE, $challenge, self::FRESH );
		$body = [
			'at'        => $now,
			'challenge' => $challenge,
			'signature' => $this->signature( $now, $challenge ),
		];
		try {
			$this->client->send(
				rest_url( Controller::API . self::PATH ),
				'POST',
				[ 'Content-Type' => 'application/json' ],
				(string) wp_json_encode( $body ),
			);
		} catch ( CallFailure ) {
			delete_transient( self::CHALLENGE );
		}
		// The loopback request has written the option in another process, so the cached value is out of date.
		wp_cache_delete( self::OPTION, 'options' );
		wp_cache_delete( 'notoptions', 'options' );
	}

	/** Whether the signature was made by detect() lately. */
	public function is_valid( int $at, string $challenge, string $signature ): bool {
		return abs( $this->clock->now()->getTimestamp() - $at ) <= self::FRESH && hash_equals( $this->signature( $at, $challenge ), $signature );
	}

	/**
	 * Records the address of a loopback request. A challenge is accepted once.
	 *
	 * @param string $address REMOTE_ADDR of the request.
	 */
	public function record( string $challenge, string $address ): bool {
		if ( get_transient( self::CHALLENGE ) !== $challenge ) {
			return false;
		}
		delete_transient( self::CHALLENGE );
		if ( '' !== $address && [] !== array_filter( self::MARKS, static fn( string $mark ): bool => ! empty( $_SERVER[ $mark ] ) ) ) {
			$kept = $this->stored();
			$seen = [ $address => $this->clock->now()->getTimestamp() ] + $kept['seen'];
			arsort( $seen );
			$this->store( $kept['looked_at'], array_slice( $seen, 0, self::MOST, true ) );
		}
		return true;
	}

	/** @param array<string, int> $seen */
	private function store( int $looked_at, array $seen ): void {
		update_option(
			self::OPTION,
			[
				'looked_at' => $looked_at,
				'seen'      => $seen,
			],
			false
		);
	}

	/** @return array{looked_at: int, seen: array<string, int>} */
	private function stored(): array {
		$kept = get_option( self::OPTION );
		$seen = is_array( $kept ) && is_array( $kept['seen'] ?? null ) ? $kept['seen'] : [];
		return [
			'looked_at' => is_array( $kept ) && is_int( $kept['looked_at'] ?? null ) ? $kept['looked_at'] : 0,
			'seen'      => array_filter( $seen, is_int( ... ) ),
		];
	}

	private function signature( int $at, string $challenge ): string {
		return hash_hmac( 'sha256', "$at $challenge", wp_salt( 'nonce' ) . 'aaia-chatbot proxy look' );
	}
}
