<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Conversations;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Storage\Database;
use Aaia\Chatbot\Support\Clock;
use Aaia\Chatbot\Support\Ids;
use Aaia\Chatbot\Support\Time;

/**
 * Leases of followers: requests that read along while another request writes the answer.
 *
 * Each follower occupies one PHP worker of the server, so an answer has one follower, and the whole site has a cap. The lease is on the
 * row of the turn, which a follower reads anyway, so noticing a newer follower costs no query. A killed follower is no longer
 * counted once its lease has expired. The request that writes the answer is not a follower and is never evicted.
 */
final class FollowerLeases {

	/** A lease expires when it is not renewed for this long. Seconds; twice the interval of renewals. */
	private const LEASE_SECONDS = 10;

	public function __construct(
		private readonly Database $database,
		private readonly Clock $clock,
		private readonly TurnRepository $turns,
	) {}

	/**
	 * Makes the caller the follower of the turn; evicts the former one.
	 *
	 * @param int $cap FollowerLeases the whole site may have.
	 *
	 * @return ?string Id of the follower; null when the cap is reached, and nobody is evicted then.
	 */
	public function acquire( int $turn_id, int $cap ): ?string {
		if ( $this->turns->count_followed( $this->clock->now(), $turn_id ) >= $cap ) {
			return null;
		}
		return $this->database->transaction(
			function () use ( $turn_id, $cap ): ?string {
				$this->turns->lock_counter();
				if ( $this->turns->count_followed( $this->clock->now(), $turn_id ) >= $cap ) {
					return null;
				}
				$follower = Ids::random();
				$this->turns->change( $turn_id, [ 'follower' => $follower ] + $this->lease() );
				return $follower;
			}
		);
	}

	/** Renews the lease and keeps the answer wanted. */
	public function renew( int $turn_id, string $follower ): void {
		$this->turns->change_followed( $turn_id, $follower, $this->lease() );
	}

	/** Ends the lease. */
	public function release( int $turn_id, string $follower ): void {
		$this->turns->change_followed(
			$turn_id,
			$follower,
			[
				'follower'       => null,
				'followed_until' => null,
			]
		);
	}

	/** @return array<string, string> */
	private function lease(): array {
		$now = $this->clock->now();
		return [
			'followed_until' => Time::to_database( $now->modify( '+' . self::LEASE_SECONDS . ' seconds' ) ),
			'wanted_until'   => Time::to_database( $now->modify( '+' . AnswerService::WANTED_SECONDS . ' seconds' ) ),
		];
	}
}
