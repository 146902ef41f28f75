<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Insights;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Assistant\UsageRepository;
use Aaia\Chatbot\Events\EventLog;
use Aaia\Chatbot\Events\EventType;
use Aaia\Chatbot\Jobs\Job;
use Aaia\Chatbot\Jobs\JobHandler;
use Aaia\Chatbot\Storage\Database;

/**
 * Keeps the figures current, in steps: reads the event log from its own position, counts the conversations that events name, then the days
 * on which they began. Conversations from before the figures, or all when they are made anew, are counted newest first.
 *
 * Not a subscriber of events, because a turn should not pay for it. Counting again always gives the same.
 */
final class CountFigures implements JobHandler {

	public const NAME = 'insights.count';

	public const EVERY_SECONDS = 5 * MINUTE_IN_SECONDS;

	/** Types that the figures depend on. */
	private const TYPES = [
		EventType::ConversationStarted,
		EventType::ConversationDeleted,
		EventType::ConversationAssigned,
		EventType::ConversationLimited,
		EventType::CategoryChosen,
		EventType::LabelsChanged,
		EventType::StatusChanged,
		EventType::MessageReceived,
		EventType::MessageCompleted,
		EventType::MessageInterrupted,
		EventType::MessageReplied,
		EventType::MessageRated,
		EventType::ConversationRated,
		EventType::RatingReset,
		EventType::SupportRequested,
	];

	/** Events after which other conversations of the visitor are counted too. */
	private const RELATED = [ EventType::ConversationStarted, EventType::MessageReceived, EventType::ConversationLimited ];

	/** Events and conversations of one step, and time limit of one run. Seconds. */
	private const EVENTS = 200;

	private const CONVERSATIONS = 100;

	private const SECONDS = 8.0;

	/** More events than this are left to the job when figures are asked for. */
	private const AT_ONCE = 400;

	/** Days of one step, and days after the beginning of a conversation that are counted again when it is deleted. */
	private const DAYS = 5;

	private const MOST_DAYS = 400;

	public function __construct(
		private readonly Database $database,
		private readonly EventLog $events,
		private readonly ConversationFacts $facts,
		private readonly FigureRepository $figures,
		private readonly DayFigures $days,
		private readonly UsageRepository $usage,
		private readonly WeekThemes $themes,
	) {}

	public function handle( Job $job ): void {
		$this->run( self::SECONDS );
	}

	/** Counts until nothing is left or the time is used up. @return bool Whether all is counted. */
	public function run( float $seconds ): bool {
		$begun = microtime( true );
		$this->follow_zone();
		$this->follow_costs();
		do {
			$is_done = $this->count_events() && $this->count_earlier();
		} while ( ! $is_done && microtime( true ) < $begun + $seconds / 2 );
		do {
			$are_counted = $this->count_days();
		} while ( ! $are_counted && microtime( true ) < $begun + $seconds );
		if ( ! $are_counted ) {
			return false;
		}
		$this->count_months();
		do {
			$are_grouped = $this->count_week();
		} while ( ! $are_grouped && microtime( true ) < $begun + $seconds );
		return $is_done && $are_grouped;
	}

	/** Counts what is new, when it is little: so that who asks for figures sees what has just happened. */
	public function catch_up(): void {
		$this->follow_costs();
		if ( $this->events->last_id() - $this->figures->counter( FigureRepository::EVENTS ) > self::AT_ONCE ) {
			return;
		}
		while ( ! $this->count_events() ) {
			continue;
		}
		$this->count_days();
	}

	/** Counts everything anew, by the job. */
	public function begin_anew(): void {
		$this->database->transaction( function (): void {
			$this->figures->mark_all();
			$this->figures->set_counter( FigureRepository::EARLIER, $this->facts->newest() + 1 );
			$this->figures->set_counter( FigureRepository::COSTS, 0 );
			$this->figures->set_counter( FigureRepository::ZONE, FigureRepository::zone() );
		} );
	}

	/** Whether conversations from before are still to be counted. */
	public function is_counting(): bool {
		return 0 < $this->figures->counter( FigureRepository::EARLIER );
	}

	/** Where the site's time zone has changed, days begin at other times; where tables were lost and made again, all is counted anew. */
	private function follow_zone(): void {
		$is_lost = ! $this->is_counting() && $this->facts->are_missing();
		if ( $is_lost || FigureRepository::zone() !== $this->figures->counter( FigureRepository::ZONE ) ) {
			$this->begin_anew();
		}
	}

	/** Notes the days of new costs: of the newest time slot before once more, because it was not over. */
	private function follow_costs(): void {
		$before = $this->figures->counter( FigureRepository::COSTS );
		$slots  = $this->usage->slots_after( $before );
		if ( [] !== $slots ) {
			$this->figures->mark( array_map( self::day( ... ), 0 === $before ? $slots : [ $before, ...$slots ] ) );
			$this->figures->set_counter( FigureRepository::COSTS, max( $slots ) );
		}
	}

	/** Counts the conversations of the next events. @return bool Whether there are no more. */
	private function count_events(): bool {
		$after = $this->figures->counter( FigureRepository::EVENTS );
		$last  = $this->events->last_id();
		if ( $last <= $after ) {
			return true;
		}
		return $this->database->transaction( function (): bool {
			$this->database->lock( self::NAME );
			$page    = $this->events->page( $this->figures->counter( FigureRepository::EVENTS ), self::EVENTS );
			$ids     = [];
			$related = [];
			$gone    = [];
			$days    = [];
			foreach ( $page['events'] as $event ) {
				$id = $event->conversation_id;
				if ( EventType::BackupRestored === $event->type ) {
					// What was counted is of the backup, which has neither the newest events nor what was erased since.
					$this->begin_anew();
				}
				if ( null === $id || ! in_array( $event->type, self::TYPES, true ) ) {
					continue;
				}
				$ids[ $id ] = $id;
				if ( in_array( $event->type, self::RELATED, true ) ) {
					$related[ $id ] = $id;
				}
				if ( EventType::SupportRequested === $event->type || EventType::MessageReceived === $event->type ) {
					$days[] = self::day( $event->at->getTimestamp() );
				}
				if ( EventType::ConversationDeleted === $event->type ) {
					$gone[] = (int) ( $event->data['visitor'] ?? 0 );
					$days   = [ ...$days, ...self::days( (int) ( $event->data['began'] ?? 0 ), (int) ( $event->data['active'] ?? 0 ) ) ];
				}
			}
			$ids = array_unique( [
				...array_values( $ids ),
				...$this->facts->related( array_values( $related ) ),
				...$this->facts->of_visitors( array_values( array_filter( $gone ) ) ),
			] );
			foreach ( array_chunk( $ids, self::CONVERSATIONS ) as $some ) {
				$days = [ ...$days, ...$this->facts->count( $some ) ];
			}
			$this->figures->mark( $days );
			if ( null !== $page['end'] ) {
				$this->figures->set_counter( FigureRepository::EVENTS, $page['end'] );
			}
			return $page['is_last'];
		} );
	}

	/** Counts the days whose conversations have changed. @return bool Whether there are no more. */
	private function count_days(): bool {
		$due = $this->figures->due( FigureRepository::DAY, self::DAYS );
		foreach ( $due as $day ) {
			$this->database->transaction( function () use ( $day ): void {
				$this->database->lock( self::NAME );
				$this->figures->replace( FigureRepository::DAY, $day, $this->days->rows( $day ) );
			} );
		}
		return count( $due ) < self::DAYS;
	}

	/** Sums the months whose days have changed. */
	private function count_months(): void {
		foreach ( $this->figures->due( FigureRepository::MONTH, self::MOST_DAYS ) as $month ) {
			$this->database->transaction( function () use ( $month ): void {
				$this->database->lock( self::NAME );
				$this->figures->sum_month( $month );
			} );
		}
	}

	/** Groups the questions of the newest week that has new ones. @return bool Whether there are no more. */
	private function count_week(): bool {
		$due = $this->figures->due( FigureRepository::WEEK, 2 );
		if ( [] !== $due ) {
			$this->database->transaction( function () use ( $due ): void {
				$this->database->lock( self::NAME );
				$this->themes->count( $due[0] );
				$this->figures->unmark( FigureRepository::WEEK, $due[0] );
			} );
		}
		return count( $due ) < 2;
	}

	/** Counts the next conversations from before. @return bool Whether there are no more. */
	private function count_earlier(): bool {
		$before = $this->figures->counter( FigureRepository::EARLIER );
		return 0 === $before || $this->database->transaction( function () use ( $before ): bool {
			$this->database->lock( self::NAME );
			$ids = $this->facts->before( $before, self::CONVERSATIONS );
			$this->figures->mark( $this->facts->count( $ids ) );
			$is_done = count( $ids ) < self::CONVERSATIONS;
			$this->figures->set_counter( FigureRepository::EARLIER, $is_done ? 0 : (int) end( $ids ) );
			return $is_done;
		} );
	}

	private static function day( int $time ): string {
		return ( new \DateTimeImmutable( "@$time" ) )->setTimezone( wp_timezone() )->format( 'Y-m-d' );
	}

	/** @return list<string> Days from one time to another; of very many, the first. */
	private static function days( int $from, int $to ): array {
		$days = [];
		$day  = ( new \DateTimeImmutable( "@$from" ) )->setTimezone( wp_timezone() )->setTime( 12, 0 );
		while ( $from > 0 && count( $days ) < self::MOST_DAYS && $day->format( 'Y-m-d' ) <= self::day( max( $from, $to ) ) ) {
			$days[] = $day->format( 'Y-m-d' );
			$day    = $day->modify( '+1 day' );
		}
		return $days;
	}
}
