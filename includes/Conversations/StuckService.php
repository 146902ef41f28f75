<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Conversations;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Events\EventLog;
use Aaia\Chatbot\Events\EventType;
use Aaia\Chatbot\Storage\Database;
use Aaia\Chatbot\Support\Clock;
use Aaia\Chatbot\Support\Time;

/** Marks conversations whose turn, delivery or job stopped, and takes the mark off. */
final class StuckService {

	/** In events, in place of a reason, when the mark goes: tried again, freed, or it went on by itself. */
	public const RETRY = 'retry';

	public const FREE = 'free';

	public const SOLVED = 'solved';

	public function __construct(
		private readonly Database $database,
		private readonly Clock $clock,
		private readonly EventLog $events,
		private readonly ConversationRepository $conversations,
		private readonly TurnRepository $turns,
		private readonly MessageRepository $messages,
	) {}

	/** Marks a conversation; one that is gone is left alone. */
	public function mark( int $conversation_id, StuckReason $reason, int $ref ): void {
		$this->database->transaction(
			function () use ( $conversation_id, $reason, $ref ): void {
				$conversation = $this->conversations->lock( $conversation_id );
				if ( null !== $conversation ) {
					$this->conversations->change( $conversation_id, $this->marked( $conversation, $reason, $ref ) );
				}
			}
		);
	}

	/**
	 * Takes the mark off, inside or outside a transaction.
	 *
	 * @param self::RETRY|self::FREE|self::SOLVED $how
	 * @param ?int                                $ref Only what stopped there; null for whatever it is.
	 */
	public function clear( int $conversation_id, string $how, ?int $agent_id = null, ?StuckReason $only = null, ?int $ref = null ): void {
		$this->database->transaction(
			function () use ( $conversation_id, $how, $agent_id, $only, $ref ): void {
				$conversation = $this->conversations->lock( $conversation_id );
				if ( null !== $conversation && ( null === $ref || $conversation->stuck_ref === $ref ) ) {
					$this->conversations->change( $conversation_id, $this->cleared( $conversation, $how, $agent_id, $only ) );
				}
			}
		);
	}

	/**
	 * Columns that mark a locked conversation. Appends the event, unless it is marked so already.
	 *
	 * @return array<string, int>
	 */
	public function marked( Conversation $conversation, StuckReason $reason, int $ref ): array {
		if ( $conversation->stuck !== $reason || $conversation->stuck_ref !== $ref ) {
			$this->events->append( EventType::StuckChanged, $conversation->id, null, [ 'to' => $reason->word(), 'ref' => $ref ] );
		}
		return [ 'stuck' => $reason->value, 'stuck_ref' => $ref ];
	}

	/**
	 * Columns that take the mark off a locked conversation, with the event; none when it is not marked.
	 *
	 * @param self::RETRY|self::FREE|self::SOLVED $how
	 *
	 * @return array<string, ?int>
	 */
	public function cleared( Conversation $conversation, string $how, ?int $agent_id, ?StuckReason $only = null ): array {
		if ( null === $conversation->stuck || null !== $only && $conversation->stuck !== $only ) {
			return [];
		}
		$data = [ 'from' => $conversation->stuck->word(), 'to' => $how ] + ( null === $agent_id ? [] : [ 'agent' => $agent_id ] );
		$this->events->append( EventType::StuckChanged, $conversation->id, null, $data );
		return [ 'stuck' => 0, 'stuck_ref' => null ];
	}

	/**
	 * Queues a failed turn again, for a worker to answer it anew under the same message.
	 *
	 * @return bool False when it is no longer the newest, or a person answers: then nothing changes.
	 */
	public function requeue_turn( int $conversation_id, int $turn_id ): bool {
		return $this->database->transaction(
			function () use ( $conversation_id, $turn_id ): bool {
				$conversation = $this->conversations->lock( $conversation_id );
				$turn         = $this->turns->lock( $turn_id );
				$newest       = $this->turns->newest( $conversation_id );
				if (
					null === $conversation || null === $turn || $newest?->id !== $turn->id
					|| TurnState::Failed !== $turn->state || Handler::Human === $conversation->handler
				) {
					return false;
				}
				$this->turns->change( $turn_id, [
					'state'          => TurnState::Queued->value,
					'stop_requested' => 0,
					'ended_at'       => null,
					'created_at'     => Time::to_database( $this->clock->now() ),
				] );
				if ( null !== $turn->answer_id ) {
					$this->messages->change( $turn->answer_id, [ 'generation' => Generation::Streaming->value ] );
					$this->events->append( EventType::MessageUpdated, $conversation_id, $turn->answer_id );
				}
				return true;
			}
		);
	}
}
