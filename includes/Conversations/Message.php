<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Conversations;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Support\Time;

/** A row of `messages`, with its rating. */
final class Message {

	/**
	 * @param ?int    $author_id WordPress user, for agents.
	 * @param Parts   $parts     Its parts.
	 * @param string  $text      Its plain text, for searches.
	 * @param bool    $refused   The assistant had no answer.
	 * @param bool    $offer_person The button "Talk to a person" is shown under it.
	 * @param ?string $client_id The browser's id of it.
	 * @param ?string $rating    `up` or `down`.
	 */
	public function __construct(
		public readonly int $id,
		public readonly string $public_id,
		public readonly int $conversation_id,
		public readonly AuthorType $author,
		public readonly ?int $author_id,
		public readonly bool $private,
		public readonly Parts $parts,
		public readonly string $text,
		public readonly Generation $generation,
		public readonly bool $refused,
		public readonly bool $offer_person,
		public readonly ?string $client_id,
		public readonly ?int $question_id,
		public readonly ?string $rating,
		public readonly ?string $rating_comment,
		public readonly \DateTimeImmutable $created_at,
	) {}

	/** @param array<string, ?string> $row With `rating` and `rating_comment` joined where they are needed. */
	public static function from_row( array $row ): self {
		return new self(
			(int) $row['id'],
			(string) $row['public_id'],
			(int) $row['conversation_id'],
			AuthorType::from( (string) $row['author_type'] ),
			null === $row['author_id'] ? null : (int) $row['author_id'],
			1 === (int) $row['private'],
			Parts::from_json( (string) $row['parts'] ),
			(string) $row['text'],
			Generation::from( (string) $row['generation'] ),
			1 === (int) $row['refused'],
			1 === (int) $row['offer_person'],
			$row['client_id'],
			null === $row['question_id'] ? null : (int) $row['question_id'],
			isset( $row['rating'] ) ? ( (int) $row['rating'] > 0 ? 'up' : 'down' ) : null,
			$row['rating_comment'] ?? null,
			Time::required( $row['created_at'] )
		);
	}
}
