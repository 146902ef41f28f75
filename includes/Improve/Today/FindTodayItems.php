<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Improve\Today;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Conversations\AuthorType;
use Aaia\Chatbot\Conversations\Generation;
use Aaia\Chatbot\Jobs\Job;
use Aaia\Chatbot\Jobs\JobHandler;
use Aaia\Chatbot\Jobs\JobQueue;
use Aaia\Chatbot\Mail\PersonalDataMasker;
use Aaia\Chatbot\Storage\Database;
use Aaia\Chatbot\Support\Clock;
use Aaia\Chatbot\Support\Time;

/**
 * Job that looks through new messages for the page "Today": flagged answers, contradictions, personal numbers. Goes on where it ended; the
 * first run begins with the newest messages and the bad ratings of the last days.
 */
final class FindTodayItems implements JobHandler {

	public const NAME = 'improve.today';

	public const EVERY_SECONDS = 10 * MINUTE_IN_SECONDS;

	/** Option: the last message that was looked at. */
	public const OPTION = 'aaia_chatbot_today';

	/** Messages of one batch, and time limit of one run, seconds. */
	private const PAGE = 200;

	private const SECONDS = 8.0;

	/** Messages of this age have their metrics. Seconds. */
	private const SETTLED = 120;

	/** How far the first run looks back: messages, and days of ratings. */
	private const FIRST_MESSAGES = 5000;

	private const FIRST_DAYS = 30;

	public function __construct(
		private readonly Database $database,
		private readonly Clock $clock,
		private readonly JobQueue $jobs,
		private readonly TodayRepository $today,
		private readonly PersonalDataMasker $masker,
		private readonly AnswerContradictions $contradictions,
	) {}

	public function handle( Job $job ): void {
		$until = microtime( true ) + self::SECONDS;
		$after = $this->position();
		do {
			$rows = $this->page( $after );
			foreach ( $rows as $row ) {
				$this->look_at( $row );
				$after = (int) $row['id'];
				if ( microtime( true ) >= $until ) {
					break;
				}
			}
			update_option( self::OPTION, [ 'after' => $after ], false );
		} while ( self::PAGE === count( $rows ) && microtime( true ) < $until );
		if ( self::PAGE === count( $rows ) ) {
			$this->jobs->push( self::NAME, [], null, self::NAME );
		}
	}

	/** @param array<string, ?string> $row */
	private function look_at( array $row ): void {
		$id = (int) $row['id'];
		$of = (int) $row['conversation_id'];
		if ( AuthorType::Visitor->value === $row['author_type'] ) {
			if ( $this->masker->has_numbers( (string) $row['text'] ) ) {
				$this->today->add( TodayKind::Sensitive, $of, $id );
			}
			return;
		}
		if ( 0 < (int) $row['flags'] ) {
			$this->today->add( TodayKind::Flagged, $of, $id );
		}
		$earlier = null === $row['question_id'] ? null : $this->contradictions->find( (int) $row['question_id'], (string) $row['text'] );
		if ( null !== $earlier ) {
			$this->today->add( TodayKind::Contradiction, $of, $id, $earlier );
		}
	}

	/** @return list<array<string, ?string>> Messages of visitors and answers of the assistant after an id. */
	private function page( int $after ): array {
		return $this->database->rows(
			'SELECT m.id, m.conversation_id, m.author_type, m.text, m.question_id, a.flags FROM %i m LEFT JOIN %i a ON a.message_id = m.id
				WHERE m.id > %d AND m.created_at < %s AND m.author_type IN (%s, %s) AND m.generation = %s ORDER BY m.id LIMIT %d',
			$this->database->table( 'messages' ),
			$this->database->table( 'answer_metrics' ),
			$after,
			Time::to_database( $this->clock->now()->modify( '-' . self::SETTLED . ' seconds' ) ),
			AuthorType::Visitor->value,
			AuthorType::Assistant->value,
			Generation::Complete->value,
			self::PAGE,
		);
	}

	private function position(): int {
		$kept = get_option( self::OPTION );
		if ( is_array( $kept ) && is_int( $kept['after'] ?? null ) ) {
			return $kept['after'];
		}
		$since = Time::to_database( $this->clock->now()->modify( '-' . self::FIRST_DAYS . ' days' ) );
		foreach ( $this->database->rows(
			'SELECT conversation_id, message_id FROM %i WHERE updated_at >= %s AND ( value = -1 OR message_id = 0 AND value <= 2 )
				ORDER BY updated_at LIMIT %d',
			$this->database->table( 'ratings' ),
			$since,
			self::FIRST_MESSAGES,
		) as $row ) {
			$this->today->add( TodayKind::Rating, (int) $row['conversation_id'], (int) $row['message_id'] );
		}
		return max( 0, (int) $this->database->value( 'SELECT MAX(id) FROM %i', $this->database->table( 'messages' ) ) - self::FIRST_MESSAGES );
	}
}
