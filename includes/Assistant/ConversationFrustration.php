<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Assistant;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Conversations\AuthorType;
use Aaia\Chatbot\Conversations\Message;
use Aaia\Chatbot\Conversations\MessageRepository;
use Aaia\Chatbot\Llm\ChatMessage;

/** Detects frustration in a stored conversation. */
final class ConversationFrustration {

	/** Messages searched for the visitor's last one. */
	private const MESSAGES = 12;

	private readonly History $history;

	public function __construct(
		private readonly MessageRepository $messages,
		private readonly FrustrationDetector $frustration = new FrustrationDetector(),
	) {
		$this->history = new History( $messages );
	}

	/** Signal of a visitor's message or of a refusing answer, given the messages before it. */
	public function signal_of_message( Message $message ): ?FrustrationSignal {
		if ( AuthorType::Visitor === $message->author ) {
			return $this->frustration->detect( $message->text, $this->history->before( $message ) );
		}
		return $message->refused && $this->frustration->was_refused_twice( [
			...$this->history->before( $message ),
			new ChatMessage( 'assistant', $message->text, true ),
		] )
			? FrustrationSignal::Refusals
			: null;
	}

	/** Newest signal of a conversation: from the answer to the visitor's last message, or from that message. */
	public function latest_signal( int $conversation_id ): ?FrustrationSignal {
		foreach ( array_reverse( $this->messages->thread( $conversation_id, self::MESSAGES, false ) ) as $message ) {
			$sign = $this->signal_of_message( $message );
			if ( null !== $sign || AuthorType::Visitor === $message->author ) {
				return $sign;
			}
		}
		return null;
	}
}
