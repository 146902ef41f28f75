<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Assistant;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Conversations\Followers;
use Aaia\Chatbot\Conversations\Generation;
use Aaia\Chatbot\Conversations\MessageRepository;
use Aaia\Chatbot\Conversations\Parts;
use Aaia\Chatbot\Conversations\Turn;
use Aaia\Chatbot\Conversations\TurnRepository;
use Aaia\Chatbot\Conversations\TurnState;

/** Follows an answer that somebody else writes, from its start to its end, by reading what is stored. */
final class AnswerFollower {

	/** Pause between two looks while the answer grows, and the longest while it does not. Microseconds. */
	private const PAUSE = 250_000;

	private const LONGEST_PAUSE = 500_000;

	/** A follower says this often that it is there: half of its lease. Seconds. */
	private const SIGN_OF_LIFE = 5.0;

	public function __construct(
		private readonly Followers $followers,
		private readonly MessageRepository $messages,
		private readonly TurnRepository $turns,
	) {}

	/**
	 * Follows a turn's answer. The last value is final, unless the time was used up first, a newer follower came, or the answer was
	 * begun again because its worker died: what is written then does not carry on what was shown.
	 *
	 * @param ?string $follower What `Followers` knows the reader by; null shows what is there and waits for nothing.
	 * @param float   $seconds  Time to wait for the end.
	 *
	 * @return \Generator<int, AnswerProgress, mixed, bool> Returns whether a newer follower took this one's place.
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
					// It ended between the two looks.
					$turn = $this->turns->by_id( $turn->id ) ?? $turn;
				}
				if ( ! $message->parts->carries_on( $shown ) ) {
					return false;
				}
				$pause  = $message->parts->to_json() === $shown->to_json() ? min( 2 * $pause, self::LONGEST_PAUSE ) : self::PAUSE;
				$shown  = $message->parts;
				$asking = TurnState::AwaitingApproval === $turn->state ? $turn->approval_id : null;
				$live   = Generation::Streaming === $message->generation && TurnState::Running === $turn->state;
				yield new AnswerProgress( $message->parts, $live ? Generation::Streaming : ( Generation::Streaming === $message->generation ? Generation::Interrupted : $message->generation ), $message->refused, $message->offer_person, $asking );
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
				$this->followers->stay( $turn->id, $follower );
				$sign = microtime( true );
			}
			$connection->keep_alive();
			usleep( $pause );
		}
	}
}
