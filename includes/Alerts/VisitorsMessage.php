<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Alerts;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Conversations\AuthorType;
use Aaia\Chatbot\Conversations\Message;
use Aaia\Chatbot\Conversations\MessageRepository;

/** Finds the visitor's own words an alert is about, where what happened concerns an answer or a whole conversation. */
final class VisitorsMessage {

	/** Messages looked through for the last words of the visitor. */
	private const MESSAGES = 50;

	public function __construct( private readonly MessageRepository $messages ) {}

	/**
	 * The message itself when the visitor wrote it; else the question it answers, or what the visitor wrote last before it.
	 *
	 * @param ?Message $message Null for the conversation as a whole.
	 */
	public function behind( ?Message $message, int $conversation_id ): ?Message {
		if ( AuthorType::Visitor === $message?->author ) {
			return $message;
		}
		$question = null === $message?->question_id ? null : $this->messages->by_id( $message->question_id );
		if ( null !== $question && $question->conversation_id === $conversation_id ) {
			return $question;
		}
		foreach ( array_reverse( $this->messages->thread( $conversation_id, self::MESSAGES, false ) ) as $earlier ) {
			if ( AuthorType::Visitor === $earlier->author && ( null === $message || $earlier->id < $message->id ) ) {
				return $earlier;
			}
		}
		return null;
	}
}
