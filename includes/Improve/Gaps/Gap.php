<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Improve\Gaps;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Support\Time;

/** Questions that the assistant answers badly or not at all, and what staff did about them. */
final class Gap {

	/**
	 * @param string              $id         Public id.
	 * @param int                 $first_id   Its first question; 0 when that conversation was deleted.
	 * @param int                 $questions  How many, whoever may see them.
	 * @param array<string, mixed> $evidence  Of the cause, see GapCauseFinder.
	 * @param string              $reason     Why it is ignored.
	 * @param bool                $came_back  Whether it was closed and asked again.
	 * @param string              $task       What the colleague is asked to do.
	 * @param ?string             $answer_id  Public id of the written answer.
	 */
	public function __construct(
		public readonly int $row,
		public readonly string $id,
		public readonly GapState $state,
		public readonly int $first_id,
		public readonly int $questions,
		public readonly int $harm,
		public readonly ?GapCause $cause,
		public readonly array $evidence,
		public readonly string $reason,
		public readonly bool $came_back,
		public readonly ?int $assignee_id,
		public readonly string $task,
		public readonly ?string $answer_id,
		public readonly ?\DateTimeImmutable $last_asked_at,
		public readonly ?\DateTimeImmutable $closed_at,
		public readonly \DateTimeImmutable $created_at,
	) {}

	/** @param array<string, ?string> $row */
	public static function from_row( array $row ): self {
		$evidence = json_decode( (string) $row['evidence'], true );
		return new self(
			(int) $row['id'],
			(string) $row['public_id'],
			GapState::from( (string) $row['state'] ),
			(int) $row['first_id'],
			(int) $row['questions'],
			(int) $row['harm'],
			GapCause::tryFrom( (string) $row['cause'] ),
			is_array( $evidence ) ? $evidence : [],
			(string) $row['reason'],
			1 === (int) $row['came_back'],
			null === $row['assignee_id'] ? null : (int) $row['assignee_id'],
			(string) $row['task'],
			$row['answer_id'],
			Time::from_database( $row['last_asked_at'] ),
			Time::from_database( $row['closed_at'] ),
			Time::required( $row['created_at'] ),
		);
	}
}
