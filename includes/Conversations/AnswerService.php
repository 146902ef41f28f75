<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Conversations;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Events\EventLog;
use Aaia\Chatbot\Events\EventType;
use Aaia\Chatbot\Storage\Database;
use Aaia\Chatbot\Support\Clock;
use Aaia\Chatbot\Support\Ids;
use Aaia\Chatbot\Support\Text;
use Aaia\Chatbot\Support\Time;

/**
 * What the assistant writes: answers as they come, under a lease.
 *
 * Every write checks that the lease still stands, nobody pressed stop, somebody still wants the answer and no agent has taken
 * over; so a killed or overtaken worker can neither double nor continue an answer.
 */
final class AnswerService {

	/** A worker that shows no sign of life this long has lost its turn. Seconds; watchers tick every second or two. */
	private const LEASE_SECONDS = 45;

	/** An answer nobody waits for is still written this long, so that a reader who lost the line finds it whole. Seconds. */
	public const WANTED_SECONDS = 15;

	/** With less time left than this, the next poll of a visitor might come too late. Seconds. */
	private const WANTED_SOON = 10;

	/** A visitor has this long to confirm what a tool wants to do. Minutes. */
	private const APPROVAL_MINUTES = 30;

	public function __construct(
		private readonly Database $database,
		private readonly Clock $clock,
		private readonly EventLog $events,
		private readonly ConversationRepository $conversations,
		private readonly MessageRepository $messages,
		private readonly TurnRepository $turns,
		private readonly TurnCanceller $turn_canceller,
	) {}

	/**
	 * Takes a queued turn, or one whose worker is gone, and opens its answer.
	 *
	 * @param ?int $cap Null answers always; otherwise not while this many answers are being written.
	 *
	 * @return ?Lease Null when another worker has it, it is over, an agent answers, or the cap is reached.
	 */
	public function begin( int $turn_id, ?int $cap = null ): ?Lease {
		$conversation_id = $this->turns->conversation_of( $turn_id );
		if ( null === $conversation_id ) {
			return null;
		}
		return $this->database->transaction(
			function () use ( $turn_id, $conversation_id, $cap ): ?Lease {
				$now          = $this->clock->now();
				$conversation = $this->conversations->lock( $conversation_id );
				$running      = null === $cap ? 0 : $this->turns->hold_others_back_and_count( $now );
				$turn         = $this->turns->lock( $turn_id );
				if ( null === $turn || ! $this->is_free( $turn, $now ) || null !== $cap && $running >= $cap ) {
					return null;
				}
				$question = $this->messages->by_id( $turn->question_id );
				if ( null === $conversation || null === $question || Handler::Human === $conversation->handler ) {
					return null;
				}
				if ( null !== $turn->answer_id ) {
					return $this->take_over( $turn, $conversation, $question );
				}
				$answer = $this->add_empty( $question, $now );
				$this->events->append( EventType::MessageStarted, $turn->conversation_id, $answer->id );
				return $this->lease( $turn, $conversation, $question, $answer );
			}
		);
	}

	/**
	 * Takes a turn that waited for the visitor's word, once, and notes the word.
	 *
	 * @param array<string, mixed> $input What the tool shall be given, as the visitor left it.
	 *
	 * @return ?Lease Null when the approval was used, withdrawn or is too old.
	 */
	public function resume_after_approval( Turn $turn, string $approval_id, bool $approved, array $input ): ?Lease {
		return $this->database->transaction(
			function () use ( $turn, $approval_id, $approved, $input ): ?Lease {
				$now          = $this->clock->now();
				$conversation = $this->conversations->lock( $turn->conversation_id );
				$turn         = $this->turns->lock( $turn->id );
				if ( null === $turn || TurnState::AwaitingApproval !== $turn->state || $turn->approval_id !== $approval_id || $turn->approval_until < $now ) {
					return null;
				}
				$answer   = null === $turn->answer_id ? null : $this->messages->by_id( $turn->answer_id );
				$question = $this->messages->by_id( $turn->question_id );
				$tool     = $answer?->parts->tool_by_approval( $approval_id );
				if ( null === $conversation || null === $question || null === $answer || null === $tool || Handler::Human === $conversation->handler ) {
					return null;
				}
				$parts = $answer->parts->with_tool(
					$tool['call'],
					[
						'state' => $approved ? Parts::TOOL_APPROVED : Parts::TOOL_DENIED,
						'input' => $input,
					]
				);
				$this->messages->change(
					$answer->id,
					[
						'parts'      => $parts->to_json(),
						'generation' => Generation::Streaming->value,
					]
				);
				if ( ! $approved ) {
					$this->events->append( EventType::SupportDeclined, $conversation->id, $answer->id );
				}
				$answer = $this->messages->by_id( $answer->id );
				return null === $answer ? null : $this->lease( $turn, $conversation, $question, $answer );
			}
		);
	}

	/**
	 * Stores the answer as far as it is written.
	 *
	 * @param bool $reader_present Somebody is connected and reads along.
	 *
	 * @return bool Whether the rest is still wanted; false ends the writing, with nothing stored.
	 */
	public function write( Lease $lease, Parts $parts, bool $reader_present ): bool {
		return $this->guarded(
			$lease,
			$reader_present,
			function () use ( $lease, $parts ): void {
				$this->messages->change(
					$lease->answer->id,
					[
						'parts' => $parts->to_json(),
						'text'  => $parts->text(),
					]
				);
			}
		);
	}

	/** Shows that the worker is alive; returns whether the answer is still wanted. */
	public function tick( Lease $lease, bool $reader_present ): bool {
		return $this->guarded( $lease, $reader_present, null );
	}

	/** The answer is finished. False when the lease was lost: nothing changed. */
	public function complete( Lease $lease, Parts $parts, bool $refused, bool $offer_person ): bool {
		return $this->end( $lease, $parts, Generation::Complete, TurnState::Done, $refused, $offer_person );
	}

	/** The rest of the answer never came; what is there stands. */
	public function interrupt( Lease $lease, Parts $parts, TurnState $state ): bool {
		return $this->end( $lease, $parts, Generation::Interrupted, $state, false, TurnState::Failed === $state );
	}

	/** The visitor is asked whether a tool may do what it wants. */
	public function ask_approval( Lease $lease, Parts $parts, string $approval_id ): bool {
		return $this->guarded(
			$lease,
			true,
			function () use ( $lease, $parts, $approval_id ): void {
				$this->messages->change(
					$lease->answer->id,
					[
						'parts'      => $parts->to_json(),
						'text'       => $parts->text(),
						'generation' => Generation::Complete->value,
					]
				);
				$this->turns->change(
					$lease->turn->id,
					[
						'state'          => TurnState::AwaitingApproval->value,
						'lease_token'    => null,
						'approval_id'    => $approval_id,
						'approval_until' => Time::to_database( $this->clock->now()->modify( '+' . self::APPROVAL_MINUTES . ' minutes' ) ),
					]
				);
				$this->show_in_lists( $lease, $parts );
				$this->events->append( EventType::SupportOffered, $lease->conversation->id, $lease->answer->id );
				$this->events->append( EventType::MessageCompleted, $lease->conversation->id, $lease->answer->id );
			},
			true
		);
	}

	/** Asks whoever writes the newest answer to stop; a question that still waits for its turn is over at once. Whether there was one to stop. */
	public function request_stop( Conversation $conversation ): bool {
		return $this->database->transaction(
			function () use ( $conversation ): bool {
				$this->conversations->lock( $conversation->id );
				$stopped = false;
				foreach ( $this->turns->live( $conversation->id ) as $live ) {
					$turn = $this->turns->lock( $live->id );
					if ( TurnState::Queued === $turn?->state ) {
						$this->turn_canceller->cancel( $turn, TurnState::Stopped );
					} elseif ( TurnState::Running === $turn?->state ) {
						$this->turns->change( $turn->id, [ 'stop_requested' => 1 ] );
					}
					$stopped = $stopped || TurnState::AwaitingApproval !== $live->state;
				}
				return $stopped;
			}
		);
	}

	/**
	 * Ends a turn that nobody works on, if it still is one: what was written stays.
	 *
	 * @param TurnState $state Stopped or Failed.
	 */
	public function give_up( int $turn_id, TurnState $state ): void {
		$conversation_id = $this->turns->conversation_of( $turn_id );
		if ( null === $conversation_id ) {
			return;
		}
		$this->database->transaction(
			function () use ( $turn_id, $conversation_id, $state ): void {
				$now = $this->clock->now();
				$this->conversations->lock( $conversation_id );
				$turn = $this->turns->lock( $turn_id );
				if ( null === $turn ) {
					return;
				}
				$worked_on = TurnState::Running === $turn->state && $turn->lease_until >= $now;
				$asking    = TurnState::AwaitingApproval === $turn->state && $turn->approval_until >= $now;
				if ( $turn->is_live() && ! $worked_on && ! $asking ) {
					$this->turn_canceller->cancel( $turn, $state );
				}
			}
		);
	}

	/**
	 * Marks a conversation by what its answers are like, for the inbox's filter. Inside the transaction in which that was worked out.
	 *
	 * @param array<string, int> $marks 0 or 1 by column: `weak_answers`, `flagged_answers`, `refused_answers`.
	 */
	public function mark( int $conversation_id, array $marks ): void {
		$this->conversations->change( $conversation_id, $marks );
		$this->events->append( EventType::ConversationUpdated, $conversation_id, null, [ 'answers' => true ] );
	}

	/** Somebody reads along elsewhere: the answer is wanted for a while longer. */
	public function extend_wanted( int $turn_id ): void {
		$this->turns->change( $turn_id, [ 'wanted_until' => Time::to_database( $this->clock->now()->modify( '+' . self::WANTED_SECONDS . ' seconds' ) ) ] );
	}

	/**
	 * Keeps unfinished answers from being given up while their visitor polls for updates. Writes only shortly before they would be.
	 *
	 * @param ?\DateTimeImmutable $wanted_until When the first of these answers would be given up; null: no time is set.
	 */
	public function extend_wanted_by( int $visitor_id, ?\DateTimeImmutable $wanted_until ): void {
		$now = $this->clock->now();
		if ( null !== $wanted_until && $wanted_until < $now->modify( '+' . self::WANTED_SOON . ' seconds' ) ) {
			$this->turns->want( $visitor_id, $now->modify( '+' . self::WANTED_SECONDS . ' seconds' ) );
		}
	}

	private function is_free( Turn $turn, \DateTimeImmutable $now ): bool {
		return ! $turn->stop_requested
			&& ( TurnState::Queued === $turn->state || TurnState::Running === $turn->state && $turn->lease_until < $now );
	}

	/** Adds the answer to a question, still without a word, inside the caller's transaction. */
	public function add_empty( Message $question, \DateTimeImmutable $now ): Message {
		return $this->messages->added(
			[
				'public_id'       => Ids::random(),
				'conversation_id' => $question->conversation_id,
				'author_type'     => AuthorType::Assistant->value,
				'parts'           => ( new Parts() )->to_json(),
				'text'            => '',
				'generation'      => Generation::Streaming->value,
				'question_id'     => $question->id,
				'created_at'      => Time::to_database( $now ),
			]
		);
	}

	/**
	 * What a turn's row holds while somebody has the right to write its answer.
	 *
	 * @return array{state: string, lease_token: string, lease_until: string, wanted_until: string}
	 */
	public function granted( \DateTimeImmutable $now ): array {
		return [
			'state'        => TurnState::Running->value,
			'lease_token'  => Ids::random(),
			'lease_until'  => Time::to_database( $now->modify( '+' . self::LEASE_SECONDS . ' seconds' ) ),
			'wanted_until' => Time::to_database( $now->modify( '+' . self::WANTED_SECONDS . ' seconds' ) ),
		];
	}

	/** Takes a turn from a worker that died: its half answer is begun again, under the same id, behind what the visitor has decided. */
	private function take_over( Turn $turn, Conversation $conversation, Message $question ): ?Lease {
		$decided = $this->messages->by_id( (int) $turn->answer_id )?->parts->decided() ?? new Parts();
		$this->messages->change(
			(int) $turn->answer_id,
			[
				'parts' => $decided->to_json(),
				'text'  => $decided->text(),
			]
		);
		$answer = $this->messages->by_id( (int) $turn->answer_id );
		return null === $answer ? null : $this->lease( $turn, $conversation, $question, $answer );
	}

	private function lease( Turn $turn, Conversation $conversation, Message $question, Message $answer ): Lease {
		$granted = $this->granted( $this->clock->now() );
		$changes = [
			'answer_id'   => $answer->id,
			'approval_id' => null,
		] + $granted;
		$this->turns->change( $turn->id, $changes );
		return new Lease( $turn->with( $changes ), $granted['lease_token'], $conversation, $answer, $question );
	}

	private function end( Lease $lease, Parts $parts, Generation $generation, TurnState $state, bool $refused, bool $offer_person ): bool {
		$write = function () use ( $lease, $parts, $generation, $state, $refused, $offer_person ): bool {
			// Changing its row locks the conversation, which comes before the turn; it is undone when the lease was lost.
			$this->show_in_lists( $lease, $parts );
			$ended = [
				'state'       => $state->value,
				'lease_token' => null,
				'ended_at'    => Time::to_database( $this->clock->now() ),
			];
			if ( ! $this->turns->change_leased( $lease->turn->id, $lease->token, $ended ) ) {
				throw new LeaseLost();
			}
			$this->messages->change(
				$lease->answer->id,
				[
					'parts'        => $parts->to_json(),
					'text'         => $parts->text(),
					'generation'   => $generation->value,
					'refused'      => $refused ? 1 : 0,
					'offer_person' => $offer_person ? 1 : 0,
				]
			);
			$this->events->append(
				Generation::Complete === $generation ? EventType::MessageCompleted : EventType::MessageInterrupted,
				$lease->conversation->id,
				$lease->answer->id,
				[ 'refused' => $refused ]
			);
			return true;
		};
		try {
			return $this->database->transaction( $write );
		} catch ( LeaseLost ) {
			return false;
		}
	}

	private function show_in_lists( Lease $lease, Parts $parts ): void {
		$preview = Text::truncate( Text::line( $parts->text() ), ConversationService::PREVIEW );
		$this->conversations->change(
			$lease->conversation->id,
			[
				'last_message_id'  => $lease->answer->id,
				'last_activity_at' => Time::to_database( $this->clock->now() ),
			] + ( '' === $preview ? [] : [ 'preview' => $preview ] )
		);
	}

	/**
	 * Does a write if the lease stands and somebody waits for the answer.
	 *
	 * @param ?\Closure(): void $write
	 * @param bool              $on_conversation Whether it changes the conversation too, which is locked before the turn then.
	 */
	private function guarded( Lease $lease, bool $reader_present, ?\Closure $write, bool $on_conversation = false ): bool {
		return $this->database->transaction(
			function () use ( $lease, $reader_present, $write, $on_conversation ): bool {
				$now = $this->clock->now();
				if ( $on_conversation ) {
					$this->conversations->lock( $lease->conversation->id );
				}
				$turn = $this->turns->lock( $lease->turn->id );
				if ( null === $turn || $turn->lease_token !== $lease->token ) {
					return false;
				}
				$wanted = ! $turn->stop_requested && ( $reader_present || null === $turn->wanted_until || $turn->wanted_until >= $now );
				if ( ! $wanted ) {
					return false;
				}
				if ( null !== $write ) {
					$write();
				}
				if ( TurnState::Running === $turn->state ) {
					$this->keep_alive( $turn, $now, $reader_present );
				}
				return true;
			}
		);
	}

	/** Moves the lease on, at most once every few seconds: a row that is written too often slows everybody's polling. */
	private function keep_alive( Turn $turn, \DateTimeImmutable $now, bool $reader_present ): void {
		if ( null !== $turn->lease_until && $turn->lease_until->getTimestamp() - $now->getTimestamp() > self::LEASE_SECONDS - 3 ) {
			return;
		}
		$this->turns->change(
			$turn->id,
			[ 'lease_until' => Time::to_database( $now->modify( '+' . self::LEASE_SECONDS . ' seconds' ) ) ]
			+ ( $reader_present ? [ 'wanted_until' => Time::to_database( $now->modify( '+' . self::WANTED_SECONDS . ' seconds' ) ) ] : [] )
		);
	}
}
