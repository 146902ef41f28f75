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
 * Ratings of answers (`up`, `down`) and scores of conversations (1 to 5).
 *
 * The table `ratings` contains the rating in effect, which filters, statistics and alerts use: the visitor's, or staff's change of it.
 * When staff change or reset a visitor's rating, `visitor_ratings` keeps the original until the visitor rates again; then the new one
 * is in effect.
 *
 * @phpstan-type Score array{score: ?int, comment: ?string, visitor_score: ?int, visitor_comment: ?string}
 */
final class RatingService {

	/** Conversations scored this or less count as rated badly (1 to 5). */
	public const BAD_SCORE = 2;

	/** `message_id` of the score of the whole conversation. */
	private const WHOLE_CONVERSATION = 0;

	public function __construct(
		private readonly Database $database,
		private readonly Clock $clock,
		private readonly EventLog $events,
		private readonly ConversationRepository $conversations,
		private readonly SourceReportRepository $reports,
	) {}

	/**
	 * Rates an answer; null removes the rating. An agent's change keeps the visitor's rating as history; its event contains both values.
	 *
	 * @param 'up'|'down'|null $value
	 * @param ?int             $user_id The agent who changes it; null for the visitor.
	 */
	public function rate( Message $message, ?string $value, string $comment, ?int $user_id = null ): void {
		$score = null === $value ? null : ( 'up' === $value ? 1 : -1 );
		$this->database->transaction(
			function () use ( $message, $score, $comment, $user_id ): void {
				$old = $this->store( $message->conversation_id, $message->id, $score, $comment, $user_id );
				$this->update_worst_rating( $message->conversation_id );
				$said = [ 'value' => $score, 'old' => $old ] + self::by( $user_id );
				$this->events->append( EventType::MessageRated, $message->conversation_id, $message->id, $said );
				$this->note_reset( $message->conversation_id, $message->id, $score, $old, $user_id );
			}
		);
	}

	/** Scores a conversation, 1 to 5; null removes the score. An agent's change keeps the visitor's score, as in rate(). */
	public function score( int $conversation_id, ?int $score, string $comment, ?int $user_id = null ): void {
		$this->database->transaction(
			function () use ( $conversation_id, $score, $comment, $user_id ): void {
				$old = $this->store( $conversation_id, self::WHOLE_CONVERSATION, $score, $comment, $user_id );
				$said = [ 'score' => $score, 'old' => $old ] + self::by( $user_id );
				$this->events->append( EventType::ConversationRated, $conversation_id, null, $said );
				$this->note_reset( $conversation_id, null, $score, $old, $user_id );
			}
		);
	}

	/** The score in effect of a conversation, 1 to 5; null when there is none. */
	public function score_of( int $conversation_id ): ?int {
		$score = $this->database->value(
			'SELECT value FROM %i WHERE conversation_id = %d AND message_id = %d',
			$this->database->table( 'ratings' ),
			$conversation_id,
			self::WHOLE_CONVERSATION,
		);
		return null === $score ? null : (int) $score;
	}

	/** The comment of that score, or an empty text. */
	public function comment_of( int $conversation_id ): string {
		return (string) $this->database->value(
			'SELECT comment FROM %i WHERE conversation_id = %d AND message_id = %d',
			$this->database->table( 'ratings' ),
			$conversation_id,
			self::WHOLE_CONVERSATION,
		);
	}

	/**
	 * The visitor's own ratings of messages, also where staff have changed them.
	 *
	 * @param list<int> $message_ids
	 *
	 * @return array<int, array{rating: 'up'|'down', comment: ?string}> By row id of the message.
	 */
	public function visitor_ratings( array $message_ids ): array {
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
	 * Scores of conversations: the one in effect and the visitor's own.
	 *
	 * @param list<int> $conversation_ids
	 *
	 * @return array<int, Score> By row id of the conversation; only conversations with a score.
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
	 * Locks the ratings of a conversation, through its row, until the transaction ends.
	 *
	 * @throws ConversationNotFound When the conversation is gone.
	 */
	public function lock( int $conversation_id ): void {
		$this->conversations->lock( $conversation_id ) ?? throw new ConversationNotFound();
	}

	/** Stores the worst rating of a conversation's answers. An unsettled report on a source counts as a bad rating. */
	public function update_worst_rating( int $conversation_id ): void {
		$worst = $this->reports->has_open( $conversation_id )
			? '-1'
			: $this->database->value(
				'SELECT MIN(value) FROM %i WHERE conversation_id = %d AND message_id > 0',
				$this->database->table( 'ratings' ),
				$conversation_id,
			);
		$this->conversations->change( $conversation_id, [ 'worst_rating' => null === $worst ? null : (int) $worst ] );
	}

	/** Appends the event of an agent who reset a rating: nothing is in effect any more. */
	private function note_reset( int $conversation_id, ?int $message_id, ?int $value, ?int $old, ?int $user_id ): void {
		if ( null !== $user_id && null === $value && null !== $old ) {
			$this->events->append( EventType::RatingReset, $conversation_id, $message_id, [ 'old' => $old, 'agent' => $user_id ] );
		}
	}

	/** @return array<string, int> Event data that names the agent. */
	private static function by( ?int $user_id ): array {
		return null === $user_id ? [] : [ 'agent' => $user_id ];
	}

	/** @return ?int The value in effect before. */
	private function store( int $conversation_id, int $message_id, ?int $value, string $comment, ?int $user_id ): ?int {
		$this->lock( $conversation_id );
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
