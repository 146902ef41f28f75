<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Improve\Changes;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Conversations\AuthorType;
use Aaia\Chatbot\Conversations\Conversation;
use Aaia\Chatbot\Conversations\ConversationAccess;
use Aaia\Chatbot\Conversations\Generation;
use Aaia\Chatbot\Conversations\Status;
use Aaia\Chatbot\Events\EventType;
use Aaia\Chatbot\Improve\Bench\TestRun;
use Aaia\Chatbot\Storage\Database;
use Aaia\Chatbot\Support\Clock;
use Aaia\Chatbot\Support\Time;

/**
 * What a change brought: shares before and after it, and the cases of the test bench that were run on both sides.
 *
 * A difference is called better or worse only where its 95 % interval leaves out "no change".
 *
 * @phpstan-type Share array{hits: int, of: int, low: float, high: float}
 * @phpstan-type Measure array{name: string, before: Share, after: Share, low: float, high: float, verdict: string}
 */
final class ChangeFigures {

	/** Days of which a conversation's escalation and resolution count, so that old and new ones had the same time. */
	private const FOLLOWED = 3;

	/** A difference that can be no larger than this either way is no difference to speak of. */
	private const SMALL = 0.05;

	/** Runs of the test bench that are looked at on each side. */
	private const RUNS = 30;

	/** Measures; those of which more is better. */
	private const MORE_IS_BETTER = [ 'satisfaction', 'resolution' ];

	public function __construct(
		private readonly Database $database,
		private readonly Clock $clock,
		private readonly ConversationAccess $access,
	) {}

	/**
	 * Satisfaction (answers rated up, of the rated ones), refusals (of complete answers), escalations and resolutions within three days (of
	 * conversations begun). Ended by silence counts as neither.
	 *
	 * @return list<Measure>
	 */
	public function measures( Change $change, int $days ): array {
		$now    = $this->clock->now();
		$before = $this->counts( $change->began_at->modify( "-$days days" ), $change->began_at );
		$after  = $this->counts( $change->ended_at, min( $now, $change->ended_at->modify( "+$days days" ) ) );
		$found  = [];
		foreach ( $before as $name => [ $hits, $of ] ) {
			[ $later, $of_later ] = $after[ $name ];
			[ $low, $high ]       = Proportions::difference( $later, $of_later, $hits, $of );
			$found[]              = [
				'name'    => $name,
				'before'  => self::share( $hits, $of ),
				'after'   => self::share( $later, $of_later ),
				'low'     => $low,
				'high'    => $high,
				'verdict' => self::verdict( $low, $high, in_array( $name, self::MORE_IS_BETTER, true ) ),
			];
		}
		return $found;
	}

	/**
	 * Cases of the test bench with a result on both sides of a change: the last one before and the first one after, by the same assistant.
	 *
	 * @return array{pairs: int, better: int, worse: int, p: float, verdict: string}
	 */
	public function pairs( Change $change ): array {
		[ $better, $worse, $pairs ] = [ 0, 0, 0 ];
		$seen = [];
		foreach ( [ TestRun::NOW, TestRun::BUILTIN ] as $lane ) {
			$before = $this->verdicts( $lane, $change->began_at, true );
			foreach ( $this->verdicts( $lane, $change->ended_at, false ) as $case => $good ) {
				if ( ! isset( $before[ $case ] ) || isset( $seen[ $case ] ) ) {
					continue;
				}
				$seen[ $case ] = true;
				++$pairs;
				$better += $good && ! $before[ $case ] ? 1 : 0;
				$worse  += ! $good && $before[ $case ] ? 1 : 0;
			}
		}
		$p = Proportions::mcnemar( $worse, $better );
		return [
			'pairs'   => $pairs,
			'better'  => $better,
			'worse'   => $worse,
			'p'       => $p,
			'verdict' => match ( true ) {
				0 === $pairs              => 'none',
				$p < Proportions::ALPHA   => $better > $worse ? 'better' : 'worse',
				0 === $better + $worse    => 'same',
				default                   => 'little',
			},
		];
	}

	/** @return 'better'|'worse'|'same'|'little' */
	public static function verdict( float $low, float $high, bool $more_is_better ): string {
		return match ( true ) {
			$low > 0                                          => $more_is_better ? 'better' : 'worse',
			$high < 0                                         => $more_is_better ? 'worse' : 'better',
			$low >= -self::SMALL && $high <= self::SMALL      => 'same',
			default                                           => 'little',
		};
	}

	/** @return Share */
	private static function share( int $hits, int $of ): array {
		[ $low, $high ] = Proportions::wilson( $hits, $of );
		return [ 'hits' => $hits, 'of' => $of, 'low' => $low, 'high' => $high ];
	}

	/**
	 * @return array{satisfaction: array{int, int}, refusals: array{int, int}, escalations: array{int, int}, resolution: array{int, int}} How
	 *         many, of how many.
	 */
	private function counts( \DateTimeImmutable $from, \DateTimeImmutable $to ): array {
		$allowed = $this->access->condition();
		$answers = $this->database->row(
			'SELECT COUNT(*) AS answers, SUM( m.refused ) AS refused, COUNT( r.id ) AS rated, SUM( CASE WHEN r.value > 0 THEN 1 ELSE 0 END ) AS up
				FROM %i m JOIN %i c ON c.id = m.conversation_id LEFT JOIN %i r ON r.message_id = m.id
				WHERE m.created_at >= %s AND m.created_at < %s AND m.author_type = %s AND m.generation = %s AND c.channel <> %s AND ' . $allowed,
			$this->database->table( 'messages' ),
			$this->database->table( 'conversations' ),
			$this->database->table( 'ratings' ),
			Time::to_database( $from ),
			Time::to_database( $to ),
			AuthorType::Assistant->value,
			Generation::Complete->value,
			Conversation::TEST
		) ?? [];
		$until   = min( $to, $this->clock->now()->modify( '-' . self::FOLLOWED . ' days' ) );
		$end     = 'DATE_ADD( c.created_at, INTERVAL ' . self::FOLLOWED . ' DAY )';
		$begun   = $this->database->row(
			'SELECT COUNT(*) AS begun,
				SUM( CASE WHEN EXISTS ( SELECT 1 FROM %i s WHERE s.conversation_id = c.id AND s.created_at < ' . $end . ' )
					THEN 1 ELSE 0 END ) AS escalated,
				SUM( CASE WHEN c.status = %s AND c.resolved_at < ' . $end . ' AND NOT EXISTS ( SELECT 1 FROM %i e
					WHERE e.conversation_id = c.id AND e.type = %s AND e.data LIKE %s AND e.data LIKE %s AND e.created_at >= c.resolved_at )
					THEN 1 ELSE 0 END ) AS resolved
				FROM %i c WHERE c.created_at >= %s AND c.created_at < %s AND c.channel <> %s AND ' . $allowed,
			$this->database->table( 'support_requests' ),
			Status::Resolved->value,
			$this->database->table( 'events' ),
			EventType::StatusChanged->value,
			'%"to":"resolved"%',
			'%"by":"system"%',
			$this->database->table( 'conversations' ),
			Time::to_database( $from ),
			Time::to_database( $until ),
			Conversation::TEST
		) ?? [];
		$number = static fn( array $row, string $name ): int => (int) ( $row[ $name ] ?? 0 );
		return [
			'satisfaction' => [ $number( $answers, 'up' ), $number( $answers, 'rated' ) ],
			'refusals'     => [ $number( $answers, 'refused' ), $number( $answers, 'answers' ) ],
			'escalations'  => [ $number( $begun, 'escalated' ), $number( $begun, 'begun' ) ],
			'resolution'   => [ $number( $begun, 'resolved' ), $number( $begun, 'begun' ) ],
		];
	}

	/**
	 * Verdicts of the runs next to a moment.
	 *
	 * @param bool $before Whether before or after it.
	 *
	 * @return array<int, bool> Whether the answer was good, by row id of the case.
	 */
	private function verdicts( string $lane, \DateTimeImmutable $moment, bool $before ): array {
		$runs = $this->database->rows(
			'SELECT id FROM %i WHERE lane = %s AND state = %s AND '
				. ( $before ? 'ended_at < %s ORDER BY ended_at DESC' : 'created_at >= %s ORDER BY created_at' ) . ' LIMIT %d',
			$this->database->table( 'test_runs' ),
			$lane,
			TestRun::DONE,
			Time::to_database( $moment ),
			self::RUNS
		);
		$good = [];
		foreach ( $runs as $run ) {
			foreach ( $this->database->rows(
				'SELECT question_id, verdict FROM %i WHERE run_id = %d AND verdict IN (%s, %s, %s)',
				$this->database->table( 'test_results' ),
				(int) $run['id'],
				'passed',
				'failed',
				'gone'
			) as $row ) {
				$good[ (int) $row['question_id'] ] ??= 'passed' === $row['verdict'];
			}
		}
		return $good;
	}
}
