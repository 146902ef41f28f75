<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Channels\OpenAi;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Llm\ChatMessage;
use Aaia\Chatbot\Support\Text;

/** The messages of an OpenAI client. System and tool messages are ignored, because the owner's instructions apply. */
final class ClientMessages {

	/** Most messages and characters of the history that are sent to the model. */
	private const MESSAGES = 20;

	private const CHARACTERS = 12_000;

	/** Characters of the question. */
	private const QUESTION = 4000;

	/** @param list<ChatMessage> $history */
	private function __construct(
		public readonly string $question,
		public readonly array $history,
	) {}

	/** Reads the messages; null when the last one is not from the user or has no text. */
	public static function from( mixed $messages ): ?self {
		$read = [];
		foreach ( is_array( $messages ) ? $messages : [] as $message ) {
			$role = is_array( $message ) ? ( $message['role'] ?? '' ) : '';
			$text = is_array( $message ) ? self::text( $message['content'] ?? '' ) : '';
			if ( '' !== $text && ( 'user' === $role || 'assistant' === $role ) ) {
				$read[] = new ChatMessage( $role, $text );
			}
		}
		$last = array_pop( $read );
		if ( null === $last || 'user' !== $last->role ) {
			return null;
		}
		$history = [];
		$left    = self::CHARACTERS;
		foreach ( array_reverse( array_slice( $read, -self::MESSAGES ) ) as $message ) {
			$left -= Text::length( $message->text );
			if ( $left < 0 ) {
				break;
			}
			array_unshift( $history, $message );
		}
		return new self( Text::truncate( $last->text, self::QUESTION ), $history );
	}

	/** Text of a content, which is a string or a list of parts; other parts are ignored. */
	private static function text( mixed $content ): string {
		if ( is_array( $content ) ) {
			$texts = [];
			foreach ( $content as $part ) {
				if ( is_array( $part ) && 'text' === ( $part['type'] ?? '' ) && is_string( $part['text'] ?? null ) ) {
					$texts[] = $part['text'];
				}
			}
			$content = implode( "\n", $texts );
		}
		return is_string( $content ) ? Text::clean( $content ) : '';
	}
}
