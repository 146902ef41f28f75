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
 * Stores the assistant's answers while they are written. The writer holds a lease on the turn.
 *
 * Every write checks that the lease is valid, nobody requested a stop, somebody still waits for the answer and no agent has taken
 * over. So a worker that was killed or replaced can neither duplicate nor continue an answer.
 */
final class AnswerService {

	/** A lease expires when it is not renewed for this long. Seconds; writers call tick() every second or two. */
	private const LEASE_SECONDS = 45;

	/** An answer is still written for this long after its last reader left, so that a reader who reconnects finds it complete. Seconds. */
	public const WANTED_SECONDS = 15;

	/** extend_wanted_for_visitor() writes when less than this is left, because the next poll might come too late. Seconds. */
	private const WANTED_SOON = 10;

	/** How long a visitor can approve a tool call. Minutes. */
	private const APPROVAL_MINUTES = 30;

	public function __construct(
		private readonly Database $database,
		private readonly Clock $clock,
		private readonly EventLog $events,
		private readonly ConversationRepository $conversations,
		private readonly MessageRepository $messages,
		private readonly TurnRepository $turns,
		private readonly TurnCanceller $turn_canceller,
		private readonly StuckService $stuck,
	) {}

	/**
	 * Starts the answer of a turn that is queued or whose lease has expired.
	 *
	 * @param ?int $cap Highest number of answers written at the same time; null for no limit.
	 *
	 * @return ?Lease Null when another worker writes the answer, the turn has ended, an agent answers, or the cap is reached.
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
				$running      = null === $cap ? 0 : $this->turns->lock_counter_and_count_running( $now );
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
	 * Continues a turn that waited for the visitor's approval, and stores the decision. Works once.
	 *
	 * @param array<string, mixed> $input Input of the tool, with the visitor's changes.
	 *
	 * @return ?Lease Null when the approval was used before, withdrawn or has expired.
	 */
	public function resume_after_approval( Turn $turn, string $approval_id, bool $approved, array $input ): ?Lease {
		return $this->database->transaction(
			function () use ( $turn, $approval_id, $approved, $input ): ?Lease {
				$now          = $this->clock->now();
				$conversation = $this->conversations->lock( $turn->conversation_id );
				$turn         = $this->turns->lock( $turn->id );
				if (
					null === $turn
					|| TurnState::AwaitingApproval !== $turn->state
					|| $turn->approval_id !== $approval_id
					|| $turn->approval_until < $now
				) {
					return null;
				}
				$answer   = null === $turn->answer_id ? null : $this->messages->by_id( $turn->answer_id );
				$question = $this->messages->by_id( $turn->question_id );
				$tool     = $answer?->parts->tool_by_approval( $approval_id );
				if (
					null === $conversation
					|| null === $question
					|| null === $answer
					|| null === $tool
					|| Handler::Human === $conversation->handler
				) {
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
	 * Stores the answer as written so far.
	 *
	 * @param bool $reader_present Whether a reader is connected.
	 *
	 * @return bool False when the writer must stop; nothing was stored then.
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

	/** Renews the lease. @return bool False when the writer must stop. */
	public function tick( Lease $lease, bool $reader_present ): bool {
		return $this->guarded( $lease, $reader_present, null );
	}

	/** Ends a complete answer. @return bool False when the lease was lost; nothing was stored then. */
	public function complete( Lease $lease, Parts $parts, bool $refused, bool $offer_person ): bool {
		return $this->end( $lease, $parts, Generation::Complete, TurnState::Done, $refused, $offer_person );
	}

	/** Ends an answer that stays incomplete; keeps what was written. @return bool False when the lease was lost; nothing was stored then. */
	public function interrupt( Lease $lease, Parts $parts, TurnState $state ): bool {
		return $this->end( $lease, $parts, Generation::Interrupted, $state, false, TurnState::Failed === $state );
	}

	/**
	 * Asks the visitor to approve a tool call, and releases the lease. @return bool False when the writer must stop; nothing was stored then.
	 */
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
				$this->show_in_lists( $lease, $parts, TurnState::AwaitingApproval );
				$this->events->append( EventType::SupportOffered, $lease->conversation->id, $lease->answer->id );
				$this->events->append( EventType::MessageCompleted, $lease->conversation->id, $lease->answer->id );
			},
			true
		);
	}

	/** Asks the writer of the newest answer to stop; ends a queued turn at once. @return bool Whether there was an answer to stop. */
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
	 * Ends a turn that no worker holds and no approval keeps open; keeps what was written.
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
				$conversation = $this->conversations->lock( $conversation_id );
				$turn         = $this->turns->lock( $turn_id );
				if ( null === $turn ) {
					return;
				}
				$worked_on = TurnState::Running === $turn->state && $turn->lease_until >= $now;
				$asking    = TurnState::AwaitingApproval === $turn->state && $turn->approval_until >= $now;
				if ( $turn->is_live() && ! $worked_on && ! $asking ) {
					$this->turn_canceller->cancel( $turn, $state );
					if ( TurnState::Failed === $state && null !== $conversation ) {
						$this->conversations->change( $conversation_id, $this->stuck->marked( $conversation, StuckReason::Turn, $turn_id ) );
					}
				}
			}
		);
	}

	/**
	 * Marks the issues of a conversation's answers for the filter of the inbox. Call inside the transaction that read them.
	 *
	 * @param array<string, int> $marks 0 or 1 by column: `weak_answers`, `flagged_answers`, `refused_answers`.
	 */
	public function mark( int $conversation_id, array $marks ): void {
		$this->conversations->change( $conversation_id, $marks );
		$this->events->append( EventType::ConversationUpdated, $conversation_id, null, [ 'answers' => true ] );
	}

	/** Keeps an answer wanted for WANTED_SECONDS more, for a reader who polls. */
	public function extend_wanted( int $turn_id ): void {
		$this->turns->change(
			$turn_id,
			[ 'wanted_until' => Time::to_database( $this->clock->now()->modify( '+' . self::WANTED_SECONDS . ' seconds' ) ) ],
		);
	}

	/**
	 * Keeps a visitor's unfinished answers wanted while the visitor polls for updates. Writes only when less than WANTED_SOON is left.
	 *
	 * @param ?\DateTimeImmutable $wanted_until Earliest time at which one of the answers is given up; null when none has such a time.
	 */
	public function extend_wanted_for_visitor( int $visitor_id, ?\DateTimeImmutable $wanted_until ): void {
		$now = $this->clock->now();
		if ( null !== $wanted_until && $wanted_until < $now->modify( '+' . self::WANTED_SOON . ' seconds' ) ) {
			$this->turns->extend_wanted( $visitor_id, $now->modify( '+' . self::WANTED_SECONDS . ' seconds' ) );
		}
	}

	private function is_free( Turn $turn, \DateTimeImmutable $now ): bool {
		return ! $turn->stop_requested
			&& ( TurnState::Queued === $turn->state || TurnState::Running === $turn->state && $turn->lease_until < $now );
	}

	/** Adds an empty answer to a question, inside the caller's transaction. */
	public function add_empty( Message $question, \DateTimeImmutable $now ): Message {
		return $this->messages->create(
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
	 * Columns of a turn for a new lease.
	 *
	 * @return array{state: string, lease_token: string, lease_until: string, wanted_until: string}
	 */
	public function new_lease( \DateTimeImmutable $now ): array {
		return [
			'state'        => TurnState::Running->value,
			'lease_token'  => Ids::random(),
			'lease_until'  => Time::to_database( $now->modify( '+' . self::LEASE_SECONDS . ' seconds' ) ),
			'wanted_until' => Time::to_database( $now->modify( '+' . self::WANTED_SECONDS . ' seconds' ) ),
		];
	}

	/**
	 * Takes over a turn whose lease has expired: starts the answer again under the same id, after the last tool call the visitor decided
	 * about.
	 */
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
		$columns = $this->new_lease( $this->clock->now() );
		$changes = [
			'answer_id'   => $answer->id,
			'approval_id' => null,
		] + $columns;
		$this->turns->change( $turn->id, $changes );
		return new Lease( $turn->with( $changes ), $columns['lease_token'], $conversation, $answer, $question );
	}

	private function end( Lease $lease, Parts $parts, Generation $generation, TurnState $state, bool $refused, bool $offer_person ): bool {
		$write = function () use ( $lease, $parts, $generation, $state, $refused, $offer_person ): bool {
			// This update locks the conversation, which must be locked before the turn. It is rolled back when the lease was lost.
			$this->show_in_lists( $lease, $parts, $state, $refused );
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

	/** Lists go on showing the question where the assistant had no answer: it says more to who looks for something to do. */
	private function show_in_lists( Lease $lease, Parts $parts, TurnState $state, bool $refused = false ): void {
		$stuck = TurnState::Failed === $state
			? $this->stuck->marked( $lease->conversation, StuckReason::Turn, $lease->turn->id )
			: $this->stuck->cleared( $lease->conversation, StuckService::SOLVED, null, StuckReason::Turn );
		$text    = Text::without_markdown( $parts->text() );
		$is_kept = '' === $text || $refused || in_array( $state, [ TurnState::Failed, TurnState::AwaitingApproval ], true );
		$this->conversations->change(
			$lease->conversation->id,
			[
				'last_message_id'  => $lease->answer->id,
				'last_activity_at' => Time::to_database( $this->clock->now() ),
			] + ( $is_kept ? [] : Conversation::preview( $text, AuthorType::Assistant ) ) + $stuck
		);
	}

	/**
	 * Writes if the lease is valid, nobody requested a stop and somebody waits for the answer.
	 *
	 * @param ?\Closure(): void $write
	 * @param bool              $on_conversation Whether the write also changes the conversation, which is then locked before the turn.
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

	/** Renews the lease, at most once every few seconds: writing this row too often slows down everybody's polling. */
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
