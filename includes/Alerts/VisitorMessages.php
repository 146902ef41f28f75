<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Alerts;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Conversations\AuthorType;
use Aaia\Chatbot\Conversations\Message;
use Aaia\Chatbot\Conversations\MessageRepository;

/** Finds the visitor's own words an alert is about, where what happened concerns an answer or a whole conversation. */
final class VisitorMessages {

	/** Messages looked through for the last words of the visitor. */
	private const MESSAGES = 50;

	public function __construct( private readonly MessageRepository $messages ) {}

	/**
	 * The message itself when the visitor wrote it; else the question it answers, or what the visitor wrote last before it.
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
	 * @param array<int, array{int, int}> $places The message's row and its conversation's, by any key.
	 *
	 * @return array<int, Message> By the keys of $places.
	 */
	public function source_messages( array $places ): array {
		$messages  = $this->by_row( array_column( $places, 0 ) );
		$questions = $this->by_row(
			array_values( array_filter( array_map( static fn( Message $message ): ?int => $message->question_id, $messages ) ) )
		);
		$found     = [];
		$before    = [];
		foreach ( $places as $key => [ $id, $conversation_id ] ) {
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
		$earlier = $this->messages->visitors_last_before( $before );
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
