<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Conversations;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Support\Time;

/** A row of `turns`: one question and the work on its answer. */
final class Turn {

	/** @param array<string, ?string> $row The row, for with(). */
	public function __construct(
		public readonly int $id,
		public readonly int $visitor_id,
		public readonly int $conversation_id,
		public readonly int $question_id,
		public readonly ?int $answer_id,
		public readonly TurnState $state,
		public readonly ?string $lease_token,
		public readonly ?\DateTimeImmutable $lease_until,
		public readonly ?\DateTimeImmutable $wanted_until,
		public readonly bool $stop_requested,
		public readonly string $locale,
		public readonly ?string $approval_id,
		public readonly ?\DateTimeImmutable $approval_until,
		public readonly \DateTimeImmutable $created_at,
		public readonly ?\DateTimeImmutable $ended_at,
		public readonly ?string $follower,
		private readonly array $row,
	) {}

	/**
	 * The turn with changed columns.
	 *
	 * @param array<string, string|int|null> $changes Columns that were written.
	 */
	public function with( array $changes ): self {
		return self::from_row( DatabaseRow::strings( $changes ) + $this->row );
	}

	/** @param array<string, ?string> $row */
	public static function from_row( array $row ): self {
		return new self(
			(int) $row['id'],
			(int) $row['visitor_id'],
			(int) $row['conversation_id'],
			(int) $row['question_id'],
			null === $row['answer_id'] ? null : (int) $row['answer_id'],
			TurnState::from( (string) $row['state'] ),
			$row['lease_token'],
			Time::from_database( $row['lease_until'] ),
			Time::from_database( $row['wanted_until'] ),
			1 === (int) $row['stop_requested'],
			(string) $row['locale'],
			$row['approval_id'],
			Time::from_database( $row['approval_until'] ),
			Time::required( $row['created_at'] ),
			Time::from_database( $row['ended_at'] ),
			$row['follower'],
			$row
		);
	}

	/** Whether the turn has not ended: queued, running or waiting for an approval. */
	public function is_live(): bool {
		return in_array( $this->state, [ TurnState::Queued, TurnState::Running, TurnState::AwaitingApproval ], true );
	}
}
