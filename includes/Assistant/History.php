<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Assistant;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Conversations\AuthorType;
use Aaia\Chatbot\Conversations\Message;
use Aaia\Chatbot\Conversations\MessageRepository;
use Aaia\Chatbot\Llm\ChatMessage;
use Aaia\Chatbot\Support\Text;

/**
 * The conversation's history for a model, from stored messages and never from the browser. It is the same each time for the same question.
 */
final class History {

	/** Most messages and characters; the newest are kept. */
	private const MESSAGES = 12;

	private const CHARACTERS = 8000;

	public function __construct( private readonly MessageRepository $messages ) {}

	/**
	 * Returns the public messages before a question.
	 *
	 * @return list<ChatMessage> Oldest first.
	 *
	 * @throws \Aaia\Chatbot\Storage\DatabaseFailure
	 */
	public function before( Message $question ): array {
		$history = [];
		$left    = self::CHARACTERS;
		foreach ( array_reverse( $this->messages->thread( $question->conversation_id, self::MESSAGES, false, $question->id ) ) as $message ) {
			$text = self::words( $message );
			if ( '' === $text ) {
				continue;
			}
			$left -= Text::length( $text );
			if ( $left < 0 ) {
				break;
			}
			array_unshift(
				$history,
				new ChatMessage( AuthorType::Visitor === $message->author ? 'user' : 'assistant', $text, $message->refused ),
			);
		}
		return $history;
	}

	/** What a model reads of a message: its words, and the names of its files, never what is in them. */
	public static function words( Message $message ): string {
		$notes = array_map( static fn( array $file ): string => '[attachment: ' . $file['name'] . ']', $message->parts->attachments() );
		return trim( $message->parts->text() . "\n" . implode( "\n", $notes ) );
	}
}
