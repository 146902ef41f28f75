<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Improve\Gaps;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Assistant\Similar\QuestionWords;
use Aaia\Chatbot\Conversations\AuthorType;
use Aaia\Chatbot\Conversations\Conversation;
use Aaia\Chatbot\Conversations\Generation;
use Aaia\Chatbot\Conversations\RatingService;
use Aaia\Chatbot\Conversations\Review;
use Aaia\Chatbot\Conversations\ReviewService;
use Aaia\Chatbot\Conversations\Verdict;
use Aaia\Chatbot\Events\Event;
use Aaia\Chatbot\Events\EventLog;
use Aaia\Chatbot\Events\EventType;
use Aaia\Chatbot\Jobs\Job;
use Aaia\Chatbot\Jobs\JobHandler;
use Aaia\Chatbot\Jobs\JobQueue;
use Aaia\Chatbot\Llm\Builtin\Intent;
use Aaia\Chatbot\Llm\Builtin\IntentDetector;
use Aaia\Chatbot\Storage\Database;
use Aaia\Chatbot\Support\Clock;
use Aaia\Chatbot\Support\Time;

/**
 * Builds the gaps from events, in steps, never in the request of a visitor.
 *
 * It keeps its own position in the event log, and reads a conversation anew whenever something about its answers happened: the same
 * conversation read twice gives the same rows. Conversations of before it, or all of them after rebuild(), are read by their ids.
 */
final class GapBuilder implements JobHandler {

	public const NAME = 'gaps.build';

	public const EVERY_SECONDS = 300;

	/** Rows of `counters`: the last event read, and the last conversation of earlier ones; DONE after the last. */
	private const EVENTS = GapRepository::EVENTS;

	private const SCAN = 'gaps_scan';

	private const DONE = -1;

	/** Seconds of one run; a further job goes on. */
	private const SECONDS = 8.0;

	private const PAGE = 100;

	/** Newest answers of a conversation that are judged. */
	private const ANSWERS = 200;

	/** An answer of this age has its metrics, or never gets any. Seconds. */
	private const YOUNG = 60;

	/** How often an ignored question is asked again before it is shown again. */
	private const AGAIN = 3;

	/** Causes named in one run. */
	private const CAUSES = 20;

	/** Events after which a conversation is read anew. */
	private const WATCHED = [
		EventType::MessageCompleted,
		EventType::MessageRated,
		EventType::ConversationRated,
		EventType::ConversationUpdated,
		EventType::SourceReported,
		EventType::SourceSettled,
		EventType::SupportRequested,
		EventType::AnswerReviewed,
	];

	public function __construct(
		private readonly Database $database,
		private readonly EventLog $log,
		private readonly GapRepository $gaps,
		private readonly GapCauseFinder $causes,
		private readonly ReviewService $reviews,
		private readonly IntentDetector $intents,
		private readonly JobQueue $jobs,
		private readonly Clock $clock,
	) {}

	public function handle( Job $job ): void {
		if ( ! $this->catch_up( self::SECONDS ) ) {
			$this->jobs->push( self::NAME );
			return;
		}
		foreach ( $this->gaps->without_cause( self::CAUSES ) as $gap ) {
			$this->causes->name( $gap );
		}
	}

	/** Begins to read all conversations again. Decisions of staff stay. */
	public function rebuild(): void {
		$this->database->transaction( function (): void {
			$this->position( self::SCAN );
			$this->database->update( 'counters', [ 'value' => 0 ], [ 'name' => self::SCAN ] );
			$this->jobs->push( self::NAME, [], null, self::NAME );
		} );
	}

	/**
	 * Reads what is new. @return bool False when something is left.
	 *
	 * @throws \Aaia\Chatbot\Storage\DatabaseFailure
	 */
	public function catch_up( float $seconds ): bool {
		$until = microtime( true ) + $seconds;
		do {
			$left = $this->scan() || $this->read_events();
		} while ( $left && microtime( true ) < $until );
		return ! $left;
	}

	/** One page of conversations of before. @return bool Whether more are left. */
	private function scan(): bool {
		$after = $this->position( self::SCAN );
		if ( self::DONE === $after ) {
			return false;
		}
		if ( 0 === $after ) {
			// What happens from now on comes by events.
			$this->move( self::EVENTS, max( $this->position( self::EVENTS ), $this->log->last_id() ) );
		}
		$ids = array_map( static fn( array $row ): int => (int) $row['id'], $this->database->rows(
			'SELECT c.id FROM %i c WHERE c.id > %d AND c.channel <> %s AND ( c.refused_answers = 1 OR c.weak_answers = 1 OR c.flagged_answers = 1'
				. ' OR c.worst_rating < 0 OR c.id IN ( SELECT s.conversation_id FROM %i s )'
				. ' OR c.id IN ( SELECT r.conversation_id FROM %i r WHERE r.message_id = 0 AND r.value <= %d )'
				. ' OR c.id IN ( SELECT v.conversation_id FROM %i v WHERE v.verdict <> %s )'
				. ' OR c.id IN ( SELECT g.conversation_id FROM %i g ) ) ORDER BY c.id LIMIT %d',
			$this->database->table( 'conversations' ),
			$after,
			Conversation::TEST,
			$this->database->table( 'support_requests' ),
			$this->database->table( 'ratings' ),
			RatingService::BAD_SCORE,
			$this->database->table( 'answer_reviews' ),
			Verdict::Correct->value,
			$this->database->table( 'gap_questions' ),
			self::PAGE,
		) );
		foreach ( $ids as $id ) {
			$this->read( $id );
		}
		$this->move( self::SCAN, count( $ids ) < self::PAGE ? self::DONE : (int) end( $ids ) );
		return true;
	}

	/** One page of events. @return bool Whether more are left. */
	private function read_events(): bool {
		$after  = $this->position( self::EVENTS );
		$page   = $this->log->page( $after, self::PAGE );
		$events = array_values( array_filter( $page['events'], self::is_watched( ... ) ) );
		foreach ( array_unique( array_map( static fn( Event $event ): int => (int) $event->conversation_id, $events ) ) as $conversation ) {
			$unmeasured = $this->read( $conversation );
			$waits      = array_filter( $events, static fn( Event $event ): bool => in_array( $event->message_id, $unmeasured, true ) );
			if ( [] !== $waits ) {
				// The metrics of an answer are stored a moment after it: the next run begins with it.
				$this->move( self::EVENTS, max( $after, min( array_map( static fn( Event $event ): int => $event->id, $waits ) ) - 1 ) );
				return false;
			}
		}
		$types = array_map( static fn( Event $event ): string => $event->type->value, $page['events'] );
		if ( [] !== array_intersect( [ EventType::ConversationDeleted->value, EventType::BackupRestored->value ], $types ) ) {
			array_map( $this->recount( ... ), $this->gaps->diminished() );
		}
		if ( in_array( EventType::BackupRestored->value, $types, true ) ) {
			// The gaps are those of the backup, which may lack what had just happened.
			$this->rebuild();
			return true;
		}
		if ( null !== $page['end'] ) {
			$this->move( self::EVENTS, $page['end'] );
		}
		return ! $page['is_last'];
	}

	private static function is_watched( Event $event ): bool {
		return null !== $event->conversation_id && in_array( $event->type, self::WATCHED, true )
			&& ( EventType::ConversationUpdated !== $event->type || isset( $event->data['answers'] ) );
	}

	private function position( string $name ): int {
		$value = $this->database->value( 'SELECT value FROM %i WHERE name = %s', $this->database->table( 'counters' ), $name );
		if ( null === $value ) {
			$this->database->insert_new( 'counters', [ 'name' => $name ] );
		}
		return (int) $value;
	}

	private function move( string $name, int $position ): void {
		$this->database->update( 'counters', [ 'value' => $position ], [ 'name' => $name ] );
	}

	/**
	 * Brings the rows of a conversation up to its answers as they are now.
	 *
	 * @return list<int> Answers so new that they have no metrics yet.
	 */
	private function read( int $conversation_id ): array {
		return $this->database->transaction( function () use ( $conversation_id ): array {
			$this->database->lock( 'gaps' );
			$answers = $this->answers( $conversation_id );
			$signals = $this->signals( $conversation_id, $answers );
			$known   = $this->gaps->of_conversation( $conversation_id );
			$touched = [];
			foreach ( $known as $answer => $question ) {
				if ( [] === ( $signals[ $answer ] ?? [] ) ) {
					$this->gaps->remove_question( $question['id'] );
					$touched[] = $question['gap'];
				}
			}
			foreach ( array_reverse( $answers ) as $answer ) {
				$found = $signals[ (int) $answer['id'] ] ?? [];
				if ( [] !== $found ) {
					$touched[] = $this->save( $conversation_id, $answer, $found, $known[ (int) $answer['id'] ] ?? null );
				}
			}
			array_map( $this->recount( ... ), array_unique( array_filter( $touched ) ) );
			$young = Time::to_database( $this->clock->now()->modify( '-' . self::YOUNG . ' seconds' ) );
			return array_map(
				static fn( array $answer ): int => (int) $answer['id'],
				array_values( array_filter(
					$answers,
					static fn( array $answer ): bool => null === $answer['measured'] && (string) $answer['created_at'] > $young,
				) ),
			);
		} );
	}

	/**
	 * @param array<string, ?string>                               $answer
	 * @param non-empty-list<GapSignal>                            $signals
	 * @param ?array{id: int, gap: int, signals: string} $known
	 *
	 * @return int The gap that changed; 0 for none.
	 */
	private function save( int $conversation_id, array $answer, array $signals, ?array $known ): int {
		$stored = implode( ',', array_map( static fn( GapSignal $signal ): string => $signal->value, $signals ) );
		$harm   = array_sum( array_map( static fn( GapSignal $signal ): int => $signal->harm(), $signals ) );
		if ( null !== $known ) {
			if ( $known['signals'] === $stored ) {
				return 0;
			}
			$this->gaps->change_question( $known['id'], $stored, $harm );
			return $known['gap'];
		}
		$words = QuestionWords::of( (string) $answer['question'] );
		if ( [] === $words ) {
			return 0;
		}
		$gap = $this->gaps->alike( $words ) ?? $this->gaps->add();
		$this->gaps->add_question( [
			'gap_id'          => $gap,
			'conversation_id' => $conversation_id,
			'message_id'      => (int) $answer['id'],
			'question_id'     => (int) $answer['question_id'],
			'signals'         => $stored,
			'harm'            => $harm,
			'asked_at'        => (string) $answer['created_at'],
		] );
		// The next question of this conversation may be like this one.
		$this->recount( $gap );
		return $gap;
	}

	/** Updates the totals of a gap, and opens it again when it was asked again. */
	private function recount( int $id ): void {
		$gap = $this->gaps->by_row( $id );
		if ( null === $gap ) {
			return;
		}
		$now     = $this->gaps->totals( $id, $gap->closed_at );
		$decided = GapState::Open !== $gap->state || null !== $gap->assignee_id || $gap->came_back;
		if ( 0 === $now['asked'] && ! $decided ) {
			$this->gaps->delete( $id );
			return;
		}
		$changes = [ 'questions' => $now['asked'], 'harm' => $now['harm'], 'last_asked_at' => $now['last'], 'first_id' => $now['first'] ];
		if ( GapState::Open !== $gap->state && $now['again'] >= ( GapState::Ignored === $gap->state ? self::AGAIN : 1 ) ) {
			$changes += [ 'state' => GapState::Open->value, 'came_back' => 1 ];
		}
		if ( $now['asked'] > $gap->questions ) {
			$changes['cause'] = null;
		}
		$this->gaps->change( $id, $changes );
		if ( $gap->first_id !== $now['first'] ) {
			$this->gaps->learn_words( $id, $now['first'] );
		}
	}

	/**
	 * Answers with their questions, newest first.
	 *
	 * @return list<array<string, ?string>>
	 */
	private function answers( int $conversation_id ): array {
		return $this->database->rows(
			'SELECT a.id, a.question_id, a.refused, a.created_at, q.text AS question, m.message_id AS measured, m.support, m.flags,'
				. ' r.value AS rating, s.message_id AS reported FROM %i a JOIN %i q ON q.id = a.question_id'
				. ' JOIN %i c ON c.id = a.conversation_id AND c.channel <> %s'
				. ' LEFT JOIN %i m ON m.message_id = a.id LEFT JOIN %i r ON r.conversation_id = a.conversation_id AND r.message_id = a.id'
				. ' LEFT JOIN ( SELECT DISTINCT message_id FROM %i WHERE conversation_id = %d AND settled = 0 ) s ON s.message_id = a.id'
				. ' WHERE a.conversation_id = %d AND a.author_type = %s AND a.generation = %s ORDER BY a.id DESC LIMIT %d',
			$this->database->table( 'messages' ),
			$this->database->table( 'messages' ),
			$this->database->table( 'conversations' ),
			Conversation::TEST,
			$this->database->table( 'answer_metrics' ),
			$this->database->table( 'ratings' ),
			$this->database->table( 'source_reports' ),
			$conversation_id,
			$conversation_id,
			AuthorType::Assistant->value,
			Generation::Complete->value,
			self::ANSWERS,
		);
	}

	/**
	 * What was wrong with each answer.
	 *
	 * @param list<array<string, ?string>> $answers Newest first.
	 *
	 * @return array<int, list<GapSignal>> By answer.
	 */
	private function signals( int $conversation_id, array $answers ): array {
		$judged   = $this->judged_bad( $conversation_id );
		$signals  = [];
		$asked    = [];
		foreach ( $answers as $answer ) {
			$id       = (int) $answer['id'];
			$detected = $this->intents->detect( (string) $answer['question'] );
			$is_asked = Intent::Question === $detected->intent || $detected->is_question;
			if ( $is_asked ) {
				$asked[ $id ] = (string) $answer['created_at'];
			}
			$refused        = $is_asked && 1 === (int) $answer['refused'];
			$signals[ $id ] = array_values( array_filter( [
				null !== $answer['rating'] && (int) $answer['rating'] < 0 ? GapSignal::Rated : null,
				in_array( $id, $judged, true ) ? GapSignal::Reviewed : null,
				null !== $answer['reported'] ? GapSignal::Reported : null,
				$refused ? GapSignal::Refused : null,
				$is_asked && ! $refused && (int) $answer['flags'] > 0 ? GapSignal::Flagged : null,
				$is_asked && ! $refused && null !== $answer['support'] && (int) $answer['support'] < 50 ? GapSignal::Weak : null,
			] ) );
		}
		$newest = array_key_first( $asked );
		$rated  = null !== $newest && in_array( GapSignal::Rated, $signals[ $newest ] ?? [], true );
		if ( null !== $newest && ! $rated && $this->is_badly_scored( $conversation_id ) ) {
			$signals[ $newest ][] = GapSignal::Rated;
		}
		foreach ( $this->requests( $conversation_id ) as $at ) {
			foreach ( $asked as $id => $answered_at ) {
				if ( $answered_at <= $at ) {
					$signals[ $id ] = array_values( array_unique( [ ...$signals[ $id ] ?? [], GapSignal::Escalated ], SORT_REGULAR ) );
					break;
				}
			}
		}
		return $signals;
	}

	/** @return list<int> Answers that staff judged bad. */
	private function judged_bad( int $conversation_id ): array {
		$bad = array_filter(
			$this->reviews->of_conversations( [ $conversation_id ] ),
			static fn( Review $review ): bool => Verdict::Correct !== $review->verdict,
		);
		return array_map( static fn( Review $review ): int => $review->message_id, array_values( $bad ) );
	}

	private function is_badly_scored( int $conversation_id ): bool {
		$score = $this->database->value(
			'SELECT value FROM %i WHERE conversation_id = %d AND message_id = 0',
			$this->database->table( 'ratings' ),
			$conversation_id,
		);
		return null !== $score && (int) $score <= RatingService::BAD_SCORE;
	}

	/** @return list<string> When a person was asked for. */
	private function requests( int $conversation_id ): array {
		return array_map( static fn( array $row ): string => (string) $row['created_at'], $this->database->rows(
			'SELECT created_at FROM %i WHERE conversation_id = %d ORDER BY id DESC LIMIT %d',
			$this->database->table( 'support_requests' ),
			$conversation_id,
			self::PAGE,
		) );
	}
}
