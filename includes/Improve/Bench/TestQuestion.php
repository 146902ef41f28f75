<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Improve\Bench;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Llm\ChatMessage;
use Aaia\Chatbot\Support\Time;

/** A case of the test bench: a question, what was said before it, and what is expected of its answer. */
final class TestQuestion {

	/** Most characters of a question, and of a reference answer. */
	public const QUESTION  = 2000;
	public const REFERENCE = 4000;

	/**
	 * @param ?int              $conversation_id The conversation it was made from, with which it is erased.
	 * @param string            $origin          `written`, `message`, `rating` or `file`.
	 * @param list<ChatMessage> $history         Oldest first.
	 * @param string            $language        Two or three letters; empty for the site's.
	 */
	public function __construct(
		public readonly int $id,
		public readonly string $public_id,
		public readonly ?int $conversation_id,
		public readonly ?int $message_id,
		public readonly string $origin,
		public readonly string $question,
		public readonly array $history,
		public readonly string $language,
		public readonly Expectation $expectation,
		public readonly ?int $now_result,
		public readonly ?int $builtin_result,
		public readonly \DateTimeImmutable $updated_at,
	) {}

	/** @param array<string, ?string> $row */
	public static function from_row( array $row ): self {
		$number  = static fn( ?string $value ): ?int => null === $value ? null : (int) $value;
		$history = json_decode( (string) $row['history'], true );
		return new self(
			(int) $row['id'],
			(string) $row['public_id'],
			$number( $row['conversation_id'] ),
			$number( $row['message_id'] ),
			(string) $row['origin'],
			(string) $row['question'],
			array_map(
				static fn( array $said ): ChatMessage => new ChatMessage( 'user' === $said[0] ? 'user' : 'assistant', $said[1], $said[2] ?? false ),
				is_array( $history ) ? array_values( $history ) : [],
			),
			(string) $row['language'],
			Expectation::from_json( (string) $row['expectation'] ),
			$number( $row['now_result'] ),
			$number( $row['builtin_result'] ),
			Time::required( $row['updated_at'] ),
		);
	}

	/** @param list<ChatMessage> $history */
	public static function history_json( array $history ): string {
		return (string) wp_json_encode(
			array_map( static fn( ChatMessage $said ): array => [ $said->role, $said->text, $said->refused ], $history ),
			JSON_UNESCAPED_UNICODE | JSON_UNESCAPED_SLASHES | JSON_INVALID_UTF8_SUBSTITUTE,
		);
	}
}
