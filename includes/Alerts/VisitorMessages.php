<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Alerts;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Conversations\AuthorType;
use Aaia\Chatbot\Conversations\Message;
use Aaia\Chatbot\Conversations\MessageRepository;

/** Finds the visitor's message that led to an alert about an answer or a whole conversation. */
final class VisitorMessages {

	/** Newest messages that are searched. */
	private const MESSAGES = 50;

	public function __construct( private readonly MessageRepository $messages ) {}

	/**
	 * The message itself when the visitor wrote it; otherwise the question it answers, or the visitor's last message before it.
	 *
	 * @param ?Message $message Null for the conversation as a whole.
	 */
	public function source_message( ?Message $message, int $conversation_id ): ?Message {
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

	/**
	 * The same for several messages of several conversations, in four queries at most.
	 *
	 * @param array<int, array{int, int}> $pairs A message's row and its conversation's, by any key.
	 *
	 * @return array<int, Message> By the keys of $pairs.
	 */
	public function source_messages( array $pairs ): array {
		$messages  = $this->by_row( array_column( $pairs, 0 ) );
		$questions = $this->by_row(
			array_values( array_filter( array_map( static fn( Message $message ): ?int => $message->question_id, $messages ) ) )
		);
		$found     = [];
		$before    = [];
		foreach ( $pairs as $key => [ $id, $conversation_id ] ) {
			$message  = $messages[ $id ] ?? null;
			$question = $questions[ $message->question_id ?? 0 ] ?? null;
			if ( AuthorType::Visitor === $message?->author ) {
				$found[ $key ] = $message;
			} elseif ( $question?->conversation_id === $conversation_id ) {
				$found[ $key ] = $question;
			} else {
				$before[ $key ] = [ $conversation_id, $message->id ?? PHP_INT_MAX ];
			}
		}
		$earlier = $this->messages->last_visitor_messages_before( $before );
		$words   = $this->by_row( array_values( $earlier ) );
		foreach ( $earlier as $key => $id ) {
			$found[ $key ] = $words[ $id ];
		}
		return $found;
	}

	/**
	 * @param list<int> $ids
	 *
	 * @return array<int, Message>
	 */
	private function by_row( array $ids ): array {
		$messages = $this->messages->several( array_values( array_unique( $ids ) ) );
		return array_combine( array_map( static fn( Message $message ): int => $message->id, $messages ), $messages );
	}
}
