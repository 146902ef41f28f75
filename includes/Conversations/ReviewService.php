<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Conversations;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Events\EventLog;
use Aaia\Chatbot\Events\EventType;
use Aaia\Chatbot\Storage\Database;
use Aaia\Chatbot\Support\Clock;
use Aaia\Chatbot\Support\Text;
use Aaia\Chatbot\Support\Time;

/** Staff's verdicts on answers of the assistant: one per answer. They never change the visitor's rating. */
final class ReviewService {

	/** Most characters of a note. */
	public const NOTE = 1000;

	public function __construct(
		private readonly Database $database,
		private readonly Clock $clock,
		private readonly EventLog $events,
		private readonly ConversationRepository $conversations,
	) {}

	/**
	 * Stores the verdict on an answer, or takes it back with null. The same again changes nothing.
	 *
	 * @throws ConversationNotFound When the conversation is gone.
	 */
	public function review( Message $answer, ?Verdict $verdict, string $note, int $user_id ): void {
		$note = null === $verdict ? '' : Text::truncate( $note, self::NOTE );
		$this->database->transaction(
			function () use ( $answer, $verdict, $note, $user_id ): void {
				$this->conversations->lock( $answer->conversation_id ) ?? throw new ConversationNotFound();
				$before = $this->of_messages( [ $answer->id ] )[ $answer->id ] ?? null;
				if ( $before?->verdict === $verdict && ( $before->note ?? '' ) === $note ) {
					return;
				}
				$this->database->delete( 'answer_reviews', [ 'message_id' => $answer->id ] );
				if ( null !== $verdict ) {
					$this->database->insert(
						'answer_reviews',
						[
							'message_id'      => $answer->id,
							'conversation_id' => $answer->conversation_id,
							'verdict'         => $verdict->value,
							'note'            => '' === $note ? null : $note,
							'user_id'         => $user_id,
							'reviewed_at'     => Time::to_database( $this->clock->now() ),
						]
					);
				}
				$this->events->append(
					EventType::AnswerReviewed,
					$answer->conversation_id,
					$answer->id,
					[ 'verdict' => $verdict?->value, 'old' => $before?->verdict->value, 'agent' => $user_id ],
				);
			}
		);
	}

	/**
	 * Reviews of answers.
	 *
	 * @param list<int> $message_ids
	 *
	 * @return array<int, Review> By row id of the message.
	 */
	public function of_messages( array $message_ids ): array {
		if ( [] === $message_ids ) {
			return [];
		}
		$found = [];
		foreach ( $this->database->rows(
			'SELECT * FROM %i WHERE message_id IN (' . implode( ', ', array_fill( 0, count( $message_ids ), '%d' ) ) . ')',
			$this->database->table( 'answer_reviews' ),
			...$message_ids,
		) as $row ) {
			$found[ (int) $row['message_id'] ] = Review::from_row( $row );
		}
		return $found;
	}

	/**
	 * Reviews of the answers of conversations.
	 *
	 * @param list<int> $conversation_ids
	 *
	 * @return array<string, Review> By public id of the message.
	 */
	public function of_conversations( array $conversation_ids ): array {
		if ( [] === $conversation_ids ) {
			return [];
		}
		$found = [];
		foreach ( $this->database->rows(
			'SELECT r.*, m.public_id FROM %i r JOIN %i m ON m.id = r.message_id WHERE r.conversation_id IN ('
				. implode( ', ', array_fill( 0, count( $conversation_ids ), '%d' ) ) . ')',
			$this->database->table( 'answer_reviews' ),
			$this->database->table( 'messages' ),
			...$conversation_ids,
		) as $row ) {
			$found[ (string) $row['public_id'] ] = Review::from_row( $row );
		}
		return $found;
	}
}
