<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Conversations;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Storage\Database;
use Aaia\Chatbot\Support\Clock;
use Aaia\Chatbot\Support\Ids;
use Aaia\Chatbot\Support\Time;

/**
 * Readers who follow an answer that another request writes. Each holds one of the server's workers, so there are few: one follower
 * an answer, and a cap for the whole site.
 *
 * Kept on the row of the turn that a follower reads anyway: noticing a newer follower costs no query. A follower whose worker was
 * killed is no longer counted once its lease has expired. The request that writes the answer is no follower and is never evicted.
 */
final class FollowerLeases {

	/** A follower that has not renewed its lease for this long counts as gone. Seconds; twice the pause between two renewals. */
	private const LEASE_SECONDS = 10;

	public function __construct(
		private readonly Database $database,
		private readonly Clock $clock,
		private readonly TurnRepository $turns,
	) {}

	/**
	 * Makes the caller the turn's follower; whoever was before is evicted.
	 *
	 * @param int $cap FollowerLeases the whole site may have.
	 *
	 * @return ?string What the follower is known by; null when the site has as many as it may: nobody is evicted then.
	 */
	public function enter( int $turn_id, int $cap ): ?string {
		if ( $this->turns->followed( $this->clock->now(), $turn_id ) >= $cap ) {
			return null;
		}
		return $this->database->transaction(
			function () use ( $turn_id, $cap ): ?string {
				$this->turns->hold_others_back();
				if ( $this->turns->followed( $this->clock->now(), $turn_id ) >= $cap ) {
					return null;
				}
				$follower = Ids::random();
				$this->turns->change( $turn_id, [ 'follower' => $follower ] + $this->lease() );
				return $follower;
			}
		);
	}

	/** Shows that the follower is alive, and that the answer is wanted. */
	public function stay( int $turn_id, string $follower ): void {
		$this->turns->change_followed( $turn_id, $follower, $this->lease() );
	}

	/** The follower has read enough. */
	public function leave( int $turn_id, string $follower ): void {
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
