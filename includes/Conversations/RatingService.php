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

/** What people think of answers (`up`, `down`) and of whole conversations (1 to 5). */
final class RatingService {

	/** Place of the conversation's own score among the ratings, which otherwise name a message. */
	private const WHOLE_CONVERSATION = 0;

	public function __construct(
		private readonly Database $database,
		private readonly Clock $clock,
		private readonly EventLog $events,
		private readonly ConversationRepository $conversations,
		private readonly SourceReportRepository $reports,
	) {}

	/**
	 * Rates an answer; null takes the rating back.
	 *
	 * @param 'up'|'down'|null $value
	 * @param ?int             $user_id The agent who changed it; null for the visitor.
	 */
	public function rate( Message $message, ?string $value, string $comment, ?int $user_id = null ): void {
		$score = null === $value ? null : ( 'up' === $value ? 1 : -1 );
		$this->database->transaction(
			function () use ( $message, $score, $comment, $user_id ): void {
				$this->store( $message->conversation_id, $message->id, $score, $comment, $user_id );
				$this->weigh( $message->conversation_id );
				$this->events->append( EventType::MessageRated, $message->conversation_id, $message->id, [ 'value' => $score ] + self::by( $user_id ) );
			}
		);
	}

	/** Scores a conversation, 1 to 5; null takes it back. */
	public function score( int $conversation_id, ?int $score, string $comment, ?int $user_id = null ): void {
		$this->database->transaction(
			function () use ( $conversation_id, $score, $comment, $user_id ): void {
				$this->store( $conversation_id, self::WHOLE_CONVERSATION, $score, $comment, $user_id );
				$this->events->append( EventType::ConversationRated, $conversation_id, null, [ 'score' => $score ] + self::by( $user_id ) );
			}
		);
	}

	/** The visitor's score of a conversation, 1 to 5; null when there is none. */
	public function score_of( int $conversation_id ): ?int {
		$score = $this->database->value( 'SELECT value FROM %i WHERE conversation_id = %d AND message_id = %d', $this->database->table( 'ratings' ), $conversation_id, self::WHOLE_CONVERSATION );
		return null === $score ? null : (int) $score;
	}

	/** The words that came with the visitor's score; empty without any. */
	public function comment_of( int $conversation_id ): string {
		return (string) $this->database->value( 'SELECT comment FROM %i WHERE conversation_id = %d AND message_id = %d', $this->database->table( 'ratings' ), $conversation_id, self::WHOLE_CONVERSATION );
	}

	/**
	 * Keeps others from changing what people think of a conversation until the transaction ends.
	 *
	 * @throws NotYours When it is gone.
	 */
	public function hold( int $conversation_id ): void {
		$this->conversations->lock( $conversation_id ) ?? throw new NotYours();
	}

	/** Works out the worst that was said about a conversation's answers; an error reported on a source and not looked after is a bad rating. */
	public function weigh( int $conversation_id ): void {
		$worst = $this->reports->is_open( $conversation_id )
			? '-1'
			: $this->database->value( 'SELECT MIN(value) FROM %i WHERE conversation_id = %d AND message_id > 0', $this->database->table( 'ratings' ), $conversation_id );
		$this->conversations->change( $conversation_id, [ 'worst_rating' => null === $worst ? null : (int) $worst ] );
	}

	/** @return array<string, int> Said of what an agent changed. */
	private static function by( ?int $user_id ): array {
		return null === $user_id ? [] : [ 'agent' => $user_id ];
	}

	private function store( int $conversation_id, int $message_id, ?int $value, string $comment, ?int $user_id ): void {
		$this->hold( $conversation_id );
		$this->database->delete( 'ratings', [ 'conversation_id' => $conversation_id, 'message_id' => $message_id ] );
		if ( null === $value ) {
			return;
		}
		$now = Time::to_database( $this->clock->now() );
		$this->database->insert(
			'ratings',
			[
				'conversation_id' => $conversation_id,
				'message_id'      => $message_id,
				'value'           => $value,
				'comment'         => '' === $comment ? null : Text::truncate( $comment, 1000 ),
				'user_id'         => $user_id,
				'created_at'      => $now,
				'updated_at'      => $now,
			]
		);
	}
}
