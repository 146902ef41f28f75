<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Assistant;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Conversations\AnswerService;
use Aaia\Chatbot\Conversations\Generation;
use Aaia\Chatbot\Conversations\MessageRepository;
use Aaia\Chatbot\Conversations\Parts;
use Aaia\Chatbot\Conversations\Turn;
use Aaia\Chatbot\Conversations\TurnRepository;
use Aaia\Chatbot\Conversations\TurnState;

/** Follows an answer that somebody else writes, from its start to its end, by reading what is stored. */
final class AnswerReplay {

	/** Pause between two looks. Microseconds. */
	private const PAUSE = 250_000;

	/** An answer is wanted for 15 s after the last reader said so; this says so often enough. Seconds. */
	private const WANT = 5.0;

	public function __construct(
		private readonly AnswerService $answers,
		private readonly MessageRepository $messages,
		private readonly TurnRepository $turns,
	) {}

	/**
	 * Follows a turn's answer. The last value is final, unless the time was used up first, or the answer was begun again because
	 * its worker died: what is written then does not carry on what was shown.
	 *
	 * @param float $seconds Time to wait for the end.
	 *
	 * @return \Generator<int, Progress>
	 */
	public function follow( Turn $turn, TurnWatcher $watcher, float $seconds ): \Generator {
		$until  = microtime( true ) + $seconds;
		$wanted = 0.0;
		$shown  = new Parts();
		while ( true ) {
			$turn    = $this->turns->by_id( $turn->id ) ?? $turn;
			$message = null === $turn->answer_id ? null : $this->messages->by_id( $turn->answer_id );
			if ( null !== $message ) {
				if ( Generation::Streaming !== $message->generation && TurnState::Running === $turn->state ) {
					// It ended between the two looks.
					$turn = $this->turns->by_id( $turn->id ) ?? $turn;
				}
				if ( ! $message->parts->carries_on( $shown ) ) {
					return;
				}
				$shown  = $message->parts;
				$asking = TurnState::AwaitingApproval === $turn->state ? $turn->approval_id : null;
				$live   = Generation::Streaming === $message->generation && TurnState::Running === $turn->state;
				yield new Progress( $message->parts, $live ? Generation::Streaming : ( Generation::Streaming === $message->generation ? Generation::Interrupted : $message->generation ), $message->refused, $message->offer_person, $asking );
				if ( ! $live ) {
					return;
				}
			} elseif ( ! $turn->is_live() ) {
				return;
			}
			if ( ! $watcher->is_present() || microtime( true ) >= $until ) {
				return;
			}
			if ( microtime( true ) - $wanted >= self::WANT ) {
				$this->answers->extend_wanted( $turn->id );
				$wanted = microtime( true );
			}
			$watcher->beat();
			usleep( self::PAUSE );
		}
	}
}
