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

/**
 * What people think of answers (`up`, `down`) and of whole conversations (1 to 5).
 *
 * `ratings` holds what counts in filters, figures and alerts: the visitor's word, or what staff made of it. Where staff have changed or
 * reset it, `visitor_ratings` holds what the visitor said, until the visitor rates anew: then that counts again.
 *
 * @phpstan-type Score array{score: ?int, comment: ?string, visitor_score: ?int, visitor_comment: ?string}
 */
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
	 * Rates an answer; null takes the rating back. What an agent does leaves the visitor's own as history; its event carries both numbers.
	 *
	 * @param 'up'|'down'|null $value
	 * @param ?int             $user_id The agent who changed it; null for the visitor.
	 */
	public function rate( Message $message, ?string $value, string $comment, ?int $user_id = null ): void {
		$score = null === $value ? null : ( 'up' === $value ? 1 : -1 );
		$this->database->transaction(
			function () use ( $message, $score, $comment, $user_id ): void {
				$old = $this->store( $message->conversation_id, $message->id, $score, $comment, $user_id );
				$this->weigh( $message->conversation_id );
				$said = [ 'value' => $score, 'old' => $old ] + self::by( $user_id );
				$this->events->append( EventType::MessageRated, $message->conversation_id, $message->id, $said );
			}
		);
	}

	/** Scores a conversation, 1 to 5; null takes it back. An agent's word and the visitor's are kept as in rate(). */
	public function score( int $conversation_id, ?int $score, string $comment, ?int $user_id = null ): void {
		$this->database->transaction(
			function () use ( $conversation_id, $score, $comment, $user_id ): void {
				$old = $this->store( $conversation_id, self::WHOLE_CONVERSATION, $score, $comment, $user_id );
				$said = [ 'score' => $score, 'old' => $old ] + self::by( $user_id );
				$this->events->append( EventType::ConversationRated, $conversation_id, null, $said );
			}
		);
	}

	/** The score of a conversation that counts, 1 to 5; null when there is none. */
	public function score_of( int $conversation_id ): ?int {
		$score = $this->database->value( 'SELECT value FROM %i WHERE conversation_id = %d AND message_id = %d', $this->database->table( 'ratings' ), $conversation_id, self::WHOLE_CONVERSATION );
		return null === $score ? null : (int) $score;
	}

	/** The words that came with that score; empty without any. */
	public function comment_of( int $conversation_id ): string {
		return (string) $this->database->value( 'SELECT comment FROM %i WHERE conversation_id = %d AND message_id = %d', $this->database->table( 'ratings' ), $conversation_id, self::WHOLE_CONVERSATION );
	}

	/**
	 * What the visitor said of some messages, whatever staff made of it.
	 *
	 * @param list<int> $message_ids
	 *
	 * @return array<int, array{rating: 'up'|'down', comment: ?string}> By row of the message.
	 */
	public function visitors_own( array $message_ids ): array {
		if ( [] === $message_ids ) {
			return [];
		}
		$marks = implode( ', ', array_fill( 0, count( $message_ids ), '%d' ) );
		$rows  = $this->database->rows(
			'SELECT message_id, value, comment FROM %i WHERE message_id IN (' . $marks . ') AND user_id IS NULL'
				. ' UNION ALL SELECT message_id, value, comment FROM %i WHERE message_id IN (' . $marks . ')',
			...[ $this->database->table( 'ratings' ), ...$message_ids, $this->database->table( 'visitor_ratings' ), ...$message_ids ]
		);
		$found = [];
		foreach ( $rows as $row ) {
			$found[ (int) $row['message_id'] ] ??= [
				'rating'  => (int) $row['value'] > 0 ? 'up' : 'down',
				'comment' => $row['comment'],
			];
		}
		return $found;
	}

	/**
	 * Scores of some conversations: what counts, and the visitor's own.
	 *
	 * @param list<int> $conversation_ids
	 *
	 * @return array<int, Score> By row of the conversation; none where nobody scored.
	 */
	public function scores( array $conversation_ids ): array {
		if ( [] === $conversation_ids ) {
			return [];
		}
		$marks = implode( ', ', array_fill( 0, count( $conversation_ids ), '%d' ) );
		$found = [];
		$rows  = $this->database->rows(
			'SELECT conversation_id, value, comment, 0 AS counts, 1 AS own FROM %i WHERE message_id = %d AND conversation_id IN (' . $marks . ')'
				. ' UNION ALL SELECT conversation_id, value, comment, 1, user_id IS NULL FROM %i'
				. ' WHERE message_id = %d AND conversation_id IN (' . $marks . ')',
			...[
				...[ $this->database->table( 'visitor_ratings' ), self::WHOLE_CONVERSATION, ...$conversation_ids ],
				...[ $this->database->table( 'ratings' ), self::WHOLE_CONVERSATION, ...$conversation_ids ],
			]
		);
		foreach ( $rows as $row ) {
			$found[ (int) $row['conversation_id'] ] = array_merge(
				$found[ (int) $row['conversation_id'] ] ?? array_fill_keys( [ 'score', 'comment', 'visitor_score', 'visitor_comment' ], null ),
				'1' === (string) $row['counts'] ? [ 'score' => (int) $row['value'], 'comment' => $row['comment'] ] : [],
				'1' === (string) $row['own'] ? [ 'visitor_score' => (int) $row['value'], 'visitor_comment' => $row['comment'] ] : []
			);
		}
		return $found;
	}

	/**
	 * Keeps others from changing what people think of a conversation until the transaction ends.
	 *
	 * @throws ConversationNotFound When it is gone.
	 */
	public function hold( int $conversation_id ): void {
		$this->conversations->lock( $conversation_id ) ?? throw new ConversationNotFound();
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

	/** @return ?int What counted before. */
	private function store( int $conversation_id, int $message_id, ?int $value, string $comment, ?int $user_id ): ?int {
		$this->hold( $conversation_id );
		$rated  = [ 'conversation_id' => $conversation_id, 'message_id' => $message_id ];
		$before = $this->database->row(
			'SELECT value, comment, user_id, updated_at FROM %i WHERE conversation_id = %d AND message_id = %d',
			$this->database->table( 'ratings' ),
			$conversation_id,
			$message_id
		);
		$old    = null === $before ? null : (int) $before['value'];
		if ( null === $user_id ) {
			$this->database->delete( 'visitor_ratings', $rated );
		} elseif ( null !== $before && null === $before['user_id'] ) {
			$this->database->delete( 'visitor_ratings', $rated );
			$said = [ 'value' => $old, 'comment' => $before['comment'], 'rated_at' => $before['updated_at'] ];
			$this->database->insert( 'visitor_ratings', $rated + $said );
		}
		$this->database->delete( 'ratings', $rated );
		if ( null === $value ) {
			return $old;
		}
		$now = Time::to_database( $this->clock->now() );
		$this->database->insert(
			'ratings',
			$rated + [
				'value'      => $value,
				'comment'    => '' === $comment ? null : Text::truncate( $comment, 1000 ),
				'user_id'    => $user_id,
				'created_at' => $now,
				'updated_at' => $now,
			]
		);
		return $old;
	}
}
