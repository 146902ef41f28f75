<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Conversations;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Support\Time;

/** What staff say of one answer of the assistant. */
final class Review {

	/**
	 * @param string             $note What is missing or wrong; may be empty.
	 * @param int                $user_id Who said so last.
	 * @param \DateTimeImmutable $reviewed_at UTC.
	 */
	public function __construct(
		public readonly int $message_id,
		public readonly int $conversation_id,
		public readonly Verdict $verdict,
		public readonly string $note,
		public readonly int $user_id,
		public readonly \DateTimeImmutable $reviewed_at,
	) {}

	/** @param array<string, ?string> $row */
	public static function from_row( array $row ): self {
		return new self(
			(int) $row['message_id'],
			(int) $row['conversation_id'],
			Verdict::from( (string) $row['verdict'] ),
			(string) $row['note'],
			(int) $row['user_id'],
			Time::required( $row['reviewed_at'] ),
		);
	}
}
