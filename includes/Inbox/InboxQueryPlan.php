<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Inbox;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Conversations\Handler;
use Aaia\Chatbot\Conversations\Status;
use Aaia\Chatbot\Support\Time;

/**
 * The query plan of a list: the ranges of indexes to read, and their order.
 *
 * Each range fixes the first columns of an index that ends with the sort columns, so that a page reads about
 * as many rows as it shows. Filters that no index covers are checked row by row.
 */
final class InboxQueryPlan {

	/**
	 * @param list<IndexRange>      $ranges Disjoint; merged in the sort order.
	 * @param list<literal-string> $sort   Columns; the last is `id`.
	 */
	private function __construct(
		public readonly array $ranges,
		public readonly array $sort,
		public readonly bool $descending,
	) {}

	public static function for( InboxFilter $filter ): self {
		$by_activity = [ 'last_activity_at', 'id' ];
		if ( InboxFilter::BY_WAITING === $filter->sort ) {
			$range = new IndexRange(
				'active_waiting',
				new SqlCondition( 'c.active = 1 AND c.waiting_since IS NOT NULL' ),
				SqlCondition::all( [
					self::archived( $filter ),
					self::todo( $filter ),
					self::statuses( $filter ),
					self::assignee( $filter ),
					self::unread( $filter ),
					self::rating( $filter ),
					self::priority( $filter ),
					self::answers( $filter ),
					self::dates( $filter ),
				] ),
			);
			return new self( [ $range ], [ 'waiting_since', 'id' ], $filter->descending );
		}
		if ( true === $filter->archived ) {
			$rest = [
				self::todo( $filter ),
				self::statuses( $filter ),
				self::assignee( $filter ),
				self::unread( $filter ),
				self::rating( $filter ),
				self::priority( $filter ),
				self::answers( $filter ),
				self::dates( $filter ),
			];
			return new self(
				[ self::range( 'archived_activity', 'c.archived_at IS NOT NULL', [], $rest ) ],
				[ 'archived_at', 'last_activity_at', 'id' ],
				$filter->descending,
			);
		}
		if ( $filter->todo ) {
			$ranges = array_map(
				static fn( IndexRange $range ): IndexRange => self::within_dates( $range, $filter ),
				self::ranges_to_do( $filter ),
			);
			return new self( $ranges, [ 'status', ...$by_activity ], $filter->descending );
		}
		return new self(
			array_map( static fn( IndexRange $range ): IndexRange => self::within_dates( $range, $filter ), self::ranges( $filter ) ),
			$by_activity,
			$filter->descending,
		);
	}

	/**
	 * Condition for the rows after a position. Written out, because MariaDB does not use the index for row comparisons such as (a, b) < (?,
	 * ?).
	 *
	 * @param list<string|int> $after Values of the sort columns.
	 */
	public function after( array $after ): SqlCondition {
		$less = $this->descending ? '<' : '>';
		[ $a, $b ] = $after;
		if ( 2 === count( $this->sort ) ) {
			$column = 'c.' . $this->sort[0];
			return new SqlCondition( "$column $less= %s AND ( $column $less %s OR c.id $less %d )", [ $a, $a, $b ] );
		}
		$first  = 'c.' . $this->sort[0];
		$second = 'c.' . $this->sort[1];
		return new SqlCondition(
			"$first $less= %s AND ( $first $less %s OR $second $less %s OR ( $second = %s AND c.id $less %d ) )",
			[ $a, $a, $b, $b, $after[2] ?? 0 ],
		);
	}

	/** @return literal-string Columns of ORDER BY. */
	public function order(): string {
		$direction = $this->descending ? ' DESC' : ' ASC';
		$order     = '';
		foreach ( $this->sort as $column ) {
			$order .= ( '' === $order ? '' : ', ' ) . 'c.' . $column . $direction;
		}
		return $order;
	}

	/**
	 * The position of a row: its values of the sort columns.
	 *
	 * @param array<string, ?string> $row
	 *
	 * @return list<string|int>
	 */
	public function position( array $row ): array {
		return array_map(
			static fn( string $column ): string|int => 'id' === $column ? (int) $row['id'] : (string) $row[ $column ],
			$this->sort,
		);
	}

	/**
	 * Compares two positions in the order of the list.
	 *
	 * @param list<string|int> $a
	 * @param list<string|int> $b
	 */
	public function compare( array $a, array $b ): int {
		return $this->descending ? $b <=> $a : $a <=> $b;
	}

	/**
	 * Ranges of conversations that need a person: pending, and open in the hands of a person. In the order of the statuses' names, so that
	 * pending ones come first.
	 *
	 * @return list<IndexRange>
	 */
	private static function ranges_to_do( InboxFilter $filter ): array {
		$rest    = [ self::unread( $filter ), self::rating( $filter ), self::priority( $filter ), self::answers( $filter ) ];
		$nobody  = InboxFilter::NOBODY === $filter->assignee || InboxFilter::NOBODY === $filter->team;
		$holders = $nobody ? [] : self::holders( $filter );
		if ( [] !== $holders ) {
			$active = new SqlCondition( 'c.active = 1' );
			$held   = new SqlCondition( 'c.handler = %s', [ Handler::Human->value ] );
			$ranges = [];
			foreach ( $holders as [ $index, $prefix, $values ] ) {
				$prefix  .= ' AND c.status = %s';
				$ranges[] = self::range( $index, $prefix, [ ...$values, Status::Pending->value ], [ $active, ...$rest ] );
				$ranges[] = self::range( $index, $prefix, [ ...$values, Status::Open->value ], [ $active, $held, ...$rest ] );
			}
			return $ranges;
		}
		$rest   = [ self::assignee( $filter ), ...$rest ];
		$prefix = 'c.active = 1 AND c.handler = %s AND c.status = %s';
		return [
			self::range( 'handler_activity', $prefix, [ Handler::Assistant->value, Status::Pending->value ], $rest ),
			self::range( 'handler_activity', $prefix, [ Handler::Human->value, Status::Pending->value ], $rest ),
			self::range( 'handler_activity', $prefix, [ Handler::Human->value, Status::Open->value ], $rest ),
		];
	}

	/**
	 * Who has the conversations of a list: disjoint beginnings of indexes that go on with the status. Empty when that is not asked.
	 *
	 * @return list<array{literal-string, literal-string, list<int>}> Index, condition, and the values of its placeholders.
	 */
	private static function holders( InboxFilter $filter ): array {
		[ $assignee, $team ] = [ $filter->assignee, $filter->team ];
		if ( null === $assignee ) {
			return match ( $team ) {
				null                => [],
				InboxFilter::NOBODY => [ [ 'team_activity', 'c.team_id IS NULL', [] ] ],
				default             => [ [ 'team_activity', 'c.team_id = %d', [ $team ] ] ],
			};
		}
		if ( InboxFilter::NOBODY === $assignee ) {
			return match ( $team ) {
				null                => [ [ 'assignee_activity', 'c.assignee_id IS NULL', [] ] ],
				InboxFilter::NOBODY => [ [ 'team_assignee', 'c.team_id IS NULL AND c.assignee_id IS NULL', [] ] ],
				default             => [ [ 'team_assignee', 'c.team_id = %d AND c.assignee_id IS NULL', [ $team ] ] ],
			};
		}
		$own = match ( $team ) {
			null                => [ 'assignee_activity', 'c.assignee_id = %d', [ $assignee ] ],
			InboxFilter::NOBODY => [ 'team_assignee', 'c.team_id IS NULL AND c.assignee_id = %d', [ $assignee ] ],
			default             => [ 'team_assignee', 'c.team_id = %d AND c.assignee_id = %d', [ $team, $assignee ] ],
		};
		$teams = null === $team ? $filter->teams : array_values( array_intersect( $filter->teams, [ $team ] ) );
		return [ $own, ...array_map(
			static fn( int $one ): array => [ 'team_assignee', 'c.team_id = %d AND c.assignee_id IS NULL', [ $one ] ],
			$teams,
		) ];
	}

	/** @return list<IndexRange> Ranges of lists sorted by activity. */
	private static function ranges( InboxFilter $filter ): array {
		$active = $filter->is_active_only();
		if ( null !== $filter->answers ) {
			$shown = $active ? new SqlCondition( 'c.active = 1' ) : self::archived( $filter );
			return [ self::range(
				$filter->answers->index(),
				$filter->answers->condition(),
				[],
				[
					$shown,
					self::statuses( $filter ),
					self::assignee( $filter ),
					self::unread( $filter ),
					self::rating( $filter ),
					self::priority( $filter ),
				],
			) ];
		}
		$rest   = [ self::assignee( $filter ), self::rating( $filter ), self::priority( $filter ) ];
		$holders = self::holders( $filter );
		if ( true === $filter->unread && [] === $holders ) {
			return [ ...self::marked( $filter, $rest ), ...( $active
				? [ self::range( 'unread_active', 'c.unread = 1 AND c.active = 1', [], [ self::statuses( $filter ), ...$rest ] ) ]
				: [
					self::range( 'unread_active', 'c.unread = 1 AND c.active = 1', [], [ self::statuses( $filter ), ...$rest ] ),
					self::range(
						'unread_active',
						'c.unread = 1 AND c.active = 0',
						[],
						[ self::statuses( $filter ), self::archived( $filter ), ...$rest ],
					),
				] ) ];
		}
		if ( null !== $filter->rating ) {
			$shown = $active ? new SqlCondition( 'c.active = 1' ) : self::archived( $filter );
			return [ self::range(
				'rating_activity',
				'c.worst_rating = %d',
				[ $filter->rating ],
				[ $shown, self::statuses( $filter ), self::assignee( $filter ), self::unread( $filter ), self::priority( $filter ) ],
			) ];
		}
		$shown = $active ? new SqlCondition( 'c.active = 1' ) : self::archived( $filter );
		if ( [] !== $holders ) {
			$statuses = [] !== $filter->statuses ? $filter->statuses : ( $active ? [ Status::Open, Status::Pending ] : Status::cases() );
			$ranges   = [];
			foreach ( $holders as [ $index, $prefix, $values ] ) {
				foreach ( $statuses as $status ) {
					$ranges[] = self::range(
						$index,
						$prefix . ' AND c.status = %s',
						[ ...$values, $status->value ],
						[ $shown, self::unread( $filter ), self::priority( $filter ) ],
					);
				}
			}
			return $ranges;
		}
		if ( null !== $filter->priority ) {
			$rest = [ $shown, self::statuses( $filter ), self::unread( $filter ) ];
			return array_map(
				static fn( int $is_active ): IndexRange => self::range(
					'priority_activity',
					'c.priority = %d AND c.active = %d',
					[ $filter->priority->value, $is_active ],
					$active ? [ self::statuses( $filter ), self::unread( $filter ) ] : $rest,
				),
				$active ? [ 1 ] : [ 1, 0 ],
			);
		}
		if ( [] !== $filter->statuses ) {
			return array_map(
				static fn( Status $status ): IndexRange => self::range(
					'status_activity',
					'c.status = %s',
					[ $status->value ],
					[ $shown, self::unread( $filter ) ],
				),
				$filter->statuses,
			);
		}
		return $active
			? [ self::range( 'active_activity', 'c.active = 1', [], [ self::unread( $filter ) ] ) ]
			: [
				self::range( 'active_activity', 'c.active = 1', [], [ self::unread( $filter ) ] ),
				self::range( 'active_activity', 'c.active = 0', [], [ self::unread( $filter ) ] ),
			];
	}

	/**
	 * @param literal-string   $index
	 * @param literal-string   $prefix
	 * @param list<string|int> $values
	 * @param list<?SqlCondition> $rest
	 */
	private static function range( string $index, string $prefix, array $values, array $rest ): IndexRange {
		$rest = array_values( array_filter( $rest ) );
		return new IndexRange( $index, new SqlCondition( $prefix, $values ), [] === $rest ? null : SqlCondition::all( $rest ) );
	}

	/** Adds the dates to the range: they are on the sort column, so they narrow it. */
	private static function within_dates( IndexRange $range, InboxFilter $filter ): IndexRange {
		$dates = self::dates( $filter );
		return null === $dates ? $range : new IndexRange( $range->index, SqlCondition::all( [ $range->prefix, $dates ] ), $range->rest );
	}

	private static function archived( InboxFilter $filter ): ?SqlCondition {
		return null === $filter->archived ? null : new SqlCondition( $filter->archived ? 'c.archived_at IS NOT NULL' : 'c.archived_at IS NULL' );
	}

	private static function statuses( InboxFilter $filter ): ?SqlCondition {
		if ( [] === $filter->statuses ) {
			return null;
		}
		$marks = implode( ', ', array_fill( 0, count( $filter->statuses ), '%s' ) );
		return new SqlCondition(
			'c.status IN (' . $marks . ')',
			array_map( static fn( Status $status ): string => $status->value, $filter->statuses ),
		);
	}

	private static function assignee( InboxFilter $filter ): ?SqlCondition {
		$holders = self::holders( $filter );
		if ( [] === $holders ) {
			return null;
		}
		$any    = '1 = 0';
		$values = [];
		foreach ( $holders as [ , $condition, $own ] ) {
			$any .= ' OR ( ' . $condition . ' )';
			array_push( $values, ...$own );
		}
		return new SqlCondition( $any, $values );
	}

	private static function unread( InboxFilter $filter ): ?SqlCondition {
		if ( null === $filter->unread ) {
			return null;
		}
		$marked = self::marks( $filter );
		return $filter->unread
			? new SqlCondition( "c.unread = 1 OR $marked->sql", $marked->values )
			: new SqlCondition( "c.unread = 0 AND NOT ( $marked->sql )", $marked->values );
	}

	/**
	 * The conversations that the user marked as unread and nothing else makes unread: few, so no index in the order of the list is needed.
	 *
	 * @param list<?SqlCondition> $rest
	 *
	 * @return list<IndexRange>
	 */
	private static function marked( InboxFilter $filter, array $rest ): array {
		if ( [] === $filter->marked ) {
			return [];
		}
		$marked = self::marks( $filter );
		$shown  = $filter->is_active_only() ? new SqlCondition( 'c.active = 1' ) : self::archived( $filter );
		return [ new IndexRange(
			'PRIMARY',
			SqlCondition::all( [ $marked, new SqlCondition( 'c.unread = 0' ), $shown, self::statuses( $filter ), ...$rest ] ),
			null,
		) ];
	}

	/** The conversations that the user marked as unread. */
	private static function marks( InboxFilter $filter ): SqlCondition {
		return [] === $filter->marked
			? new SqlCondition( '1 = 0' )
			: new SqlCondition( 'c.id IN (' . implode( ', ', array_fill( 0, count( $filter->marked ), '%d' ) ) . ')', $filter->marked );
	}

	private static function todo( InboxFilter $filter ): ?SqlCondition {
		return $filter->todo
			? new SqlCondition(
				'c.active = 1 AND ( c.status = %s OR c.handler = %s )',
				[ Status::Pending->value, Handler::Human->value ],
			)
			: null;
	}

	private static function rating( InboxFilter $filter ): ?SqlCondition {
		return null === $filter->rating ? null : new SqlCondition( 'c.worst_rating = %d', [ $filter->rating ] );
	}

	private static function priority( InboxFilter $filter ): ?SqlCondition {
		return null === $filter->priority ? null : new SqlCondition( 'c.priority = %d', [ $filter->priority->value ] );
	}

	private static function answers( InboxFilter $filter ): ?SqlCondition {
		return null === $filter->answers ? null : new SqlCondition( $filter->answers->condition() );
	}

	private static function dates( InboxFilter $filter ): ?SqlCondition {
		$from = null === $filter->from ? null : new SqlCondition( 'c.last_activity_at >= %s', [ Time::to_database( $filter->from ) ] );
		$to   = null === $filter->to ? null : new SqlCondition( 'c.last_activity_at < %s', [ Time::to_database( $filter->to ) ] );
		return null === $from && null === $to ? null : SqlCondition::all( [ $from, $to ] );
	}
}
