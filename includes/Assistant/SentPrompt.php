<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Assistant;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Llm\ChatMessage;

/** The first prompt sent to a language model for one answer, before any tool call. */
final class SentPrompt {

	/**
	 * @param list<ChatMessage> $history
	 * @param list<string>      $tools   Names of the offered tools.
	 */
	public function __construct(
		public readonly SystemPrompt $system,
		public readonly array $history,
		public readonly array $tools,
	) {}

	/** Hash of the history's texts and roles. */
	public function history_hash(): string {
		return self::hash( (string) wp_json_encode(
			array_map( static fn( ChatMessage $message ): array => [ $message->role, $message->text ], $this->history ),
			JSON_INVALID_UTF8_SUBSTITUTE,
		) );
	}

	/** Hash of a text, 16 characters: enough to verify a text, not to reconstruct it. */
	public static function hash( string $text ): string {
		return substr( hash( 'sha256', $text ), 0, 16 );
	}
}
