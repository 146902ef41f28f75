<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Assistant;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Llm\ChatMessage;

/** What a model elsewhere was sent for one answer, before any tool was called. */
final class SentPrompt {

	/**
	 * @param list<ChatMessage> $history
	 * @param list<string>      $tools   Names of the tools it was offered.
	 */
	public function __construct(
		public readonly SystemPrompt $system,
		public readonly array $history,
		public readonly array $tools,
	) {}

	/** A short name of the history's words and authors: the same history always has the same. */
	public function history_hash(): string {
		return self::hash( (string) wp_json_encode( array_map( static fn( ChatMessage $message ): array => [ $message->role, $message->text ], $this->history ), JSON_INVALID_UTF8_SUBSTITUTE ) );
	}

	/** A short name of a text, 16 characters: enough to know a text again, not to find it. */
	public static function hash( string $text ): string {
		return substr( hash( 'sha256', $text ), 0, 16 );
	}
}
