<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Conversations;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Events\EventLog;
use Aaia\Chatbot\Events\EventType;
use Aaia\Chatbot\Support\Clock;
use Aaia\Chatbot\Support\Time;

/** Ends unfinished turns inside the caller's transaction: keeps what was written, and withdraws open approvals. */
final class TurnCanceller {

	public function __construct(
		private readonly Clock $clock,
		private readonly EventLog $events,
		private readonly MessageRepository $messages,
		private readonly TurnRepository $turns,
	) {}

	/**
	 * Ends all unfinished turns of a conversation.
	 *
	 * @param array<string, array<string, mixed>> $done Tools that the reason for this has done the work of, with their output: their open
	 *                                                  calls count as done, not as denied.
	 */
	public function cancel_all( int $conversation_id, TurnState $state, array $done = [] ): void {
		foreach ( $this->turns->live( $conversation_id ) as $turn ) {
			$this->cancel( $turn, $state, $done );
		}
	}

	/**
	 * Ends a turn and removes its lease, so that its writer can store nothing more.
	 *
	 * @param array<string, array<string, mixed>> $done As in cancel_all().
	 */
	public function cancel( Turn $turn, TurnState $state, array $done = [] ): void {
		$this->turns->change(
			$turn->id,
			[
				'state'          => $state->value,
				'lease_token'    => null,
				'stop_requested' => 1,
				'approval_id'    => null,
				'ended_at'       => Time::to_database( $this->clock->now() ),
			]
		);
		$answer = null === $turn->answer_id ? null : $this->messages->by_id( $turn->answer_id );
		if ( null === $answer ) {
			return;
		}
		$parts = $answer->parts;
		foreach ( $parts->tools() as $tool ) {
			if ( in_array( $tool['state'], [ Parts::TOOL_ASKING, Parts::TOOL_APPROVED, Parts::TOOL_RUNNING ], true ) ) {
				$output = $done[ $tool['name'] ] ?? null;
				$parts  = $parts->with_tool(
					$tool['call'],
					null === $output ? [ 'state' => Parts::TOOL_DENIED ] : [ 'state' => Parts::TOOL_DONE, 'output' => $output ],
				);
			}
		}
		if ( Generation::Streaming === $answer->generation ) {
			$complete = TurnState::AwaitingApproval === $turn->state;
			$this->messages->change(
				$answer->id,
				[
					'generation' => $complete ? Generation::Complete->value : Generation::Interrupted->value,
					'parts'      => $parts->to_json(),
				]
			);
			$this->events->append( $complete ? EventType::MessageCompleted : EventType::MessageInterrupted, $turn->conversation_id, $answer->id );
		} elseif ( $parts !== $answer->parts ) {
			$this->messages->change( $answer->id, [ 'parts' => $parts->to_json() ] );
			$this->events->append( EventType::MessageUpdated, $turn->conversation_id, $answer->id );
		}
	}
}
