<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Conversations;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Support\Time;

/** An error a visitor reported on one source of an answer. */
final class SourceReport {

	/**
	 * @param int                $id
	 * @param int                $conversation_id
	 * @param int                $message_id   The answer.
	 * @param string             $source       Id of the source within the answer.
	 * @param ?int               $document_id  Document of the source; null when it was not recorded.
	 * @param string             $url          Address of the source as the visitor saw it.
	 * @param string             $title
	 * @param string             $comment      The visitor's words; may be empty.
	 * @param bool               $settled      Whether staff have dealt with it.
	 * @param \DateTimeImmutable $created_at   UTC.
	 */
	public function __construct(
		public readonly int $id,
		public readonly int $conversation_id,
		public readonly int $message_id,
		public readonly string $source,
		public readonly ?int $document_id,
		public readonly string $url,
		public readonly string $title,
		public readonly string $comment,
		public readonly bool $settled,
		public readonly \DateTimeImmutable $created_at,
	) {}

	/** @param array<string, ?string> $row */
	public static function from_row( array $row ): self {
		return new self(
			(int) $row['id'],
			(int) $row['conversation_id'],
			(int) $row['message_id'],
			(string) $row['source'],
			null === $row['document_id'] ? null : (int) $row['document_id'],
			(string) $row['url'],
			(string) $row['title'],
			(string) $row['comment'],
			1 === (int) $row['settled'],
			Time::from_database( $row['created_at'] ) ?? new \DateTimeImmutable( '@0' ),
		);
	}
}
