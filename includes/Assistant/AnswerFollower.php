<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Assistant;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Conversations\FollowerLeases;
use Aaia\Chatbot\Conversations\Generation;
use Aaia\Chatbot\Conversations\MessageRepository;
use Aaia\Chatbot\Conversations\Parts;
use Aaia\Chatbot\Conversations\Turn;
use Aaia\Chatbot\Conversations\TurnRepository;
use Aaia\Chatbot\Conversations\TurnState;

/** Follows an answer that another process generates, by polling what is stored. */
final class AnswerFollower {

	/** Pause between two polls while the answer grows, and the longest pause while it does not. Microseconds. */
	private const PAUSE = 250_000;

	private const LONGEST_PAUSE = 500_000;

	/** Interval at which a follower renews its lease: half of the lease. Seconds. */
	private const SIGN_OF_LIFE = 5.0;

	public function __construct(
		private readonly FollowerLeases $followers,
		private readonly MessageRepository $messages,
		private readonly TurnRepository $turns,
	) {}

	/**
	 * Follows a turn's answer. The last value is final, unless the time limit was reached, a newer follower took over, or the answer was
	 * restarted because its worker died: the new text does not continue what was shown.
	 *
	 * @param ?string $follower Id of the reader in `FollowerLeases`; null returns what is stored without waiting.
	 * @param float   $seconds  Longest time to wait for the end.
	 *
	 * @return \Generator<int, AnswerProgress, mixed, bool> Returns whether a newer follower replaced this one.
	 */
	public function follow( Turn $turn, ClientConnection $connection, ?string $follower, float $seconds ): \Generator {
		$until = microtime( true ) + $seconds;
		$sign  = microtime( true );
		$pause = self::PAUSE;
		$shown = new Parts();
		while ( true ) {
			$turn = $this->turns->by_id( $turn->id ) ?? $turn;
			if ( null !== $follower && $turn->follower !== $follower ) {
				return true;
			}
			$message = null === $turn->answer_id ? null : $this->messages->by_id( $turn->answer_id );
			if ( null !== $message ) {
				if ( Generation::Streaming !== $message->generation && TurnState::Running === $turn->state ) {
					// The answer ended between the two reads.
					$turn = $this->turns->by_id( $turn->id ) ?? $turn;
				}
				if ( ! $message->parts->is_continuation_of( $shown ) ) {
					return false;
				}
				$pause  = $message->parts->to_json() === $shown->to_json() ? min( 2 * $pause, self::LONGEST_PAUSE ) : self::PAUSE;
				$shown  = $message->parts;
				$asking = TurnState::AwaitingApproval === $turn->state ? $turn->approval_id : null;
				$live   = Generation::Streaming === $message->generation && TurnState::Running === $turn->state;
				yield new AnswerProgress(
					$message->parts,
					$live ? Generation::Streaming : ( Generation::Streaming === $message->generation ? Generation::Interrupted : $message->generation ),
					$message->refused,
					$message->offer_person,
					$asking,
				);
				if ( ! $live ) {
					return false;
				}
			} elseif ( ! $turn->is_live() ) {
				return false;
			}
			if ( null === $follower || ! $connection->is_open() || microtime( true ) >= $until ) {
				return false;
			}
			if ( microtime( true ) - $sign >= self::SIGN_OF_LIFE ) {
				$this->followers->renew( $turn->id, $follower );
				$sign = microtime( true );
			}
			$connection->keep_alive();
			usleep( $pause );
		}
	}
}
