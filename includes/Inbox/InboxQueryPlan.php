<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Inbox;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Conversations\Handler;
use Aaia\Chatbot\Conversations\Status;
use Aaia\Chatbot\Conversations\StuckReason;
use Aaia\Chatbot\Support\Time;

/**
 * The query plan of a list: the ranges of indexes to read, and their order.
 *
 * Each range fixes the first columns of an index that ends with the sort columns, so that a page reads about
 * as many rows as it shows. Filters that no index covers are checked row by row.
 */
final class InboxQueryPlan {

	/** Indexes of who has a conversation that go on with its status => those that go on with whether it is active. */
	private const ACTIVE = [
		'assignee_activity' => 'assignee_active',
		'team_activity'     => 'team_active',
		'team_assignee'     => 'team_assignee_active',
	];

	/**
	 * @param list<IndexRange>      $ranges   Disjoint; merged in the sort order.
	 * @param list<literal-string>  $sort     Columns; the last is `id`.
	 * @param list<int>             $groups   Categories of the ranges, which follow one another; empty when they are merged.
	 * @param bool                  $in_order Whether all of a range comes before the next one.
	 * @param bool                  $by_label Whether the ranges are of `conversation_labels`, which has copies of the sort columns.
	 */
	private function __construct(
		public readonly array $ranges,
		public readonly array $sort,
		public readonly bool $descending,
		public readonly bool $by_label = false,
		public readonly array $groups = [],
		public readonly bool $in_order = false,
	) {}

	/** @param string $labels Full name of the table `conversation_labels`. */
	public static function for( InboxFilter $filter, string $labels ): self {
		$by_activity = [ 'last_activity_at', 'id' ];
		$conditions  = self::conditions( $filter, $labels );
		if ( InboxFilter::BY_CATEGORY === $filter->sort ) {
			return self::by_category( $filter, $conditions );
		}
		if ( InboxFilter::BY_WAITING === $filter->sort ) {
			$covered = true === $filter->archived ? [] : [ 'shown' ];
			return new self(
				[ self::range( 'active_waiting', 'c.active = 1 AND c.waiting_since IS NOT NULL', [], $conditions, $covered ) ],
				[ 'waiting_since', 'id' ],
				$filter->descending,
			);
		}
		if ( true === $filter->archived ) {
			return new self(
				[ self::range( 'archived_activity', 'c.archived_at IS NOT NULL', [], $conditions, [ 'shown' ] ) ],
				[ 'archived_at', 'last_activity_at', 'id' ],
				$filter->descending,
			);
		}
		if ( null !== $filter->figure ) {
			$rest = array_filter( [ $filter->figure->rest, ...array_values( array_diff_key( $conditions, [ 'figure' => true ] ) ) ] );
			return new self(
				[ new IndexRange(
					$filter->figure->index,
					$filter->figure->prefix,
					[] === $rest ? null : SqlCondition::all( array_values( $rest ) ),
				) ],
				[ 'created_at', 'id' ],
				$filter->descending,
			);
		}
		if ( $filter->todo ) {
			$ranges = self::ranges_to_do( $filter, $conditions );
			return new self( $ranges, [ 'status', ...$by_activity ], $filter->descending, in_order: 2 === count( $ranges ) && $filter->descending );
		}
		$by_label = null !== $filter->label && null === $filter->answers && null === $filter->contact;
		$ranges   = $by_label ? self::ranges_of_label( $filter, $conditions ) : self::ranges( $filter, $conditions );
		return new self( $ranges, $by_activity, $filter->descending, $by_label );
	}

	/** All filters as a condition on single rows, for conversations that were found in another way. */
	public static function condition( InboxFilter $filter, string $labels ): SqlCondition {
		return SqlCondition::all( array_values( self::conditions( $filter, $labels ) ) );
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
			$column = $this->column( $this->sort[0] );
			$id     = $this->column( 'id' );
			return new SqlCondition( "$column $less= %s AND ( $column $less %s OR $id $less %d )", [ $a, $a, $b ] );
		}
		$first  = 'c.' . $this->sort[0];
		$second = 'c.' . $this->sort[1];
		return new SqlCondition(
			"$first $less= %s AND ( $first $less %s OR $second $less %s OR ( $second = %s AND c.id $less %d ) )",
			[ $a, $a, $b, $b, $after[2] ?? 0 ],
		);
	}

	/**
	 * @param bool $of_result Of rows that were read already, not of the ranges.
	 *
	 * @return literal-string Columns of ORDER BY.
	 */
	public function order( bool $of_result = false ): string {
		$direction = $this->descending ? ' DESC' : ' ASC';
		$order     = '';
		foreach ( $this->sort as $column ) {
			$order .= ( '' === $order ? '' : ', ' ) . ( $of_result ? 'c.' . $column : $this->column( $column ) ) . $direction;
		}
		return $order;
	}

	/**
	 * @param literal-string $column
	 *
	 * @return literal-string The column of the ranges that holds a sort column.
	 */
	private function column( string $column ): string {
		return $this->by_label ? 'l.' . ( 'id' === $column ? 'conversation_id' : $column ) : 'c.' . $column;
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
	 * @param array<string, ?SqlCondition> $conditions
	 *
	 * @return list<IndexRange>
	 */
	private static function ranges_to_do( InboxFilter $filter, array $conditions ): array {
		$covered = [ 'shown', 'todo', 'dates' ];
		$nobody  = InboxFilter::NOBODY === $filter->assignee || InboxFilter::NOBODY === $filter->team;
		$holders = $nobody ? [] : self::holders( $filter );
		if ( [] !== $holders ) {
			$covered = [ ...$covered, 'assignee' ];
			$active  = new SqlCondition( 'c.active = 1' );
			$held    = new SqlCondition( 'c.active = 1 AND c.handler = %s', [ Handler::Human->value ] );
			$ranges  = [];
			foreach ( $holders as [ $index, $prefix, $values ] ) {
				$prefix  .= ' AND c.status = %s';
				$ranges[] = self::range( $index, $prefix, [ ...$values, Status::Pending->value ], $conditions, $covered, $active );
				$ranges[] = self::range( $index, $prefix, [ ...$values, Status::Open->value ], $conditions, $covered, $held );
			}
			return $ranges;
		}
		$held = 'c.active = 1 AND c.handler = %s AND c.status = %s';
		return [
			self::range( 'status_active', 'c.active = 1 AND c.status = %s', [ Status::Pending->value ], $conditions, $covered ),
			self::range( 'handler_activity', $held, [ Handler::Human->value, Status::Open->value ], $conditions, $covered ),
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

	/**
	 * Those that wait, by category.
	 *
	 * @param array<string, ?SqlCondition> $conditions
	 */
	private static function by_category( InboxFilter $filter, array $conditions ): self {
		$groups  = null === $filter->category ? [ ...$filter->groups, InboxFilter::NO_CATEGORY ] : [ $filter->category ];
		$covered = true === $filter->archived ? [ 'category' ] : [ 'category', 'shown' ];
		$ranges  = array_map(
			static fn( int $category ): IndexRange => InboxFilter::NO_CATEGORY === $category
				? self::range(
					'category_waiting',
					'c.active = 1 AND c.category_id IS NULL AND c.waiting_since IS NOT NULL',
					[],
					$conditions,
					$covered,
				)
				: self::range(
					'category_waiting',
					'c.active = 1 AND c.category_id = %d AND c.waiting_since IS NOT NULL',
					[ $category ],
					$conditions,
					$covered,
				),
			$groups,
		);
		return new self( $ranges, [ 'waiting_since', 'id' ], $filter->descending, groups: $groups );
	}

	/**
	 * Ranges of one label, sorted by activity.
	 *
	 * @param array<string, ?SqlCondition> $conditions
	 *
	 * @return list<IndexRange>
	 */
	private static function ranges_of_label( InboxFilter $filter, array $conditions ): array {
		return array_map(
			static fn( int $active ): IndexRange => self::range(
				'label_activity',
				'l.label_id = %d AND l.active = %d',
				[ (int) $filter->label, $active ],
				$conditions,
				$filter->is_active_only() ? [ 'label', 'dates', 'shown' ] : [ 'label', 'dates' ],
				dates: self::dates( $filter, 'l.last_activity_at' ),
			),
			self::activities( $filter ),
		);
	}

	/**
	 * Ranges of lists sorted by activity.
	 *
	 * @param array<string, ?SqlCondition> $conditions
	 *
	 * @return list<IndexRange>
	 */
	private static function ranges( InboxFilter $filter, array $conditions ): array {
		$shown = $filter->is_active_only() ? [ 'dates', 'shown' ] : [ 'dates' ];
		if ( null !== $filter->answers ) {
			return [ self::range( $filter->answers->index(), $filter->answers->condition(), [], $conditions, [ 'dates', 'answers' ] ) ];
		}
		if ( null !== $filter->contact ) {
			return [ self::range( 'contact_activity', 'c.contact_id = %d', [ $filter->contact ], $conditions, [ 'dates', 'contact' ] ) ];
		}
		if ( null !== $filter->account && InboxFilter::WEB_CHAT !== $filter->account ) {
			return [ self::range( 'account_activity', 'c.channel_account_id = %d', [ $filter->account ], $conditions, [ 'dates', 'account' ] ) ];
		}
		if ( $filter->stuck ) {
			return array_map(
				static fn( StuckReason $reason ): IndexRange => self::range(
					'stuck_activity',
					'c.stuck = %d',
					[ $reason->value ],
					$conditions,
					[ 'dates', 'stuck' ],
				),
				StuckReason::cases(),
			);
		}
		$holders = self::holders( $filter );
		if ( true === $filter->unread && [] === $holders ) {
			return [ ...self::marked( $filter, $conditions ), ...array_map(
				static fn( int $active ): IndexRange => self::range(
					'unread_active',
					'c.unread = 1 AND c.active = %d',
					[ $active ],
					$conditions,
					1 === $active ? [ 'dates', 'unread', 'shown' ] : [ 'dates', 'unread' ],
				),
				self::activities( $filter ),
			) ];
		}
		if ( null !== $filter->rating ) {
			return [ self::range( 'rating_activity', 'c.worst_rating = %d', [ $filter->rating ], $conditions, [ 'dates', 'rating' ] ) ];
		}
		if ( [] !== $holders && $filter->is_active_only() && [] === $filter->statuses ) {
			return array_map(
				static fn( array $holder ): IndexRange => self::range(
					self::ACTIVE[ $holder[0] ],
					$holder[1] . ' AND c.active = 1',
					$holder[2],
					$conditions,
					[ 'dates', 'assignee', 'shown' ],
				),
				$holders,
			);
		}
		if ( [] !== $holders ) {
			$statuses = [] !== $filter->statuses ? $filter->statuses : Status::cases();
			$ranges   = [];
			foreach ( $holders as [ $index, $prefix, $values ] ) {
				foreach ( $statuses as $status ) {
					$of       = [ ...$values, $status->value ];
					$ranges[] = self::range( $index, $prefix . ' AND c.status = %s', $of, $conditions, [ 'dates', 'assignee', 'statuses' ] );
				}
			}
			return $ranges;
		}
		if ( null !== $filter->category ) {
			return array_map(
				static fn( int $active ): IndexRange => InboxFilter::NO_CATEGORY === $filter->category
					? self::range(
						'category_active',
						'c.category_id IS NULL AND c.active = %d',
						[ $active ],
						$conditions,
						[ ...$shown, 'category' ],
					)
					: self::range(
						'category_active',
						'c.category_id = %d AND c.active = %d',
						[ $filter->category, $active ],
						$conditions,
						[ ...$shown, 'category' ],
					),
				self::activities( $filter ),
			);
		}
		if ( null !== $filter->priority ) {
			return array_map(
				static fn( int $active ): IndexRange => self::range(
					'priority_activity',
					'c.priority = %d AND c.active = %d',
					[ $filter->priority->value, $active ],
					$conditions,
					[ ...$shown, 'priority' ],
				),
				self::activities( $filter ),
			);
		}
		if ( [] !== $filter->statuses && $filter->is_active_only() ) {
			return array_map(
				static fn( Status $status ): IndexRange => self::range(
					'status_active',
					'c.active = 1 AND c.status = %s',
					[ $status->value ],
					$conditions,
					[ 'dates', 'shown', 'statuses' ],
				),
				$filter->statuses,
			);
		}
		if ( [] !== $filter->statuses ) {
			return array_map(
				static fn( Status $status ): IndexRange => self::range(
					'status_activity',
					'c.status = %s',
					[ $status->value ],
					$conditions,
					[ 'dates', 'statuses' ],
				),
				$filter->statuses,
			);
		}
		return array_map(
			static fn( int $active ): IndexRange => self::range( 'active_activity', 'c.active = %d', [ $active ], $conditions, $shown ),
			self::activities( $filter ),
		);
	}

	/** @return list<int> Values of the column `active` that the list shows. */
	private static function activities( InboxFilter $filter ): array {
		return $filter->is_active_only() ? [ 1 ] : [ 1, 0 ];
	}

	/**
	 * @param literal-string               $index
	 * @param literal-string               $prefix
	 * @param list<string|int>             $values
	 * @param array<string, ?SqlCondition> $conditions
	 * @param list<string>                 $covered    Those that the prefix fulfils; `dates` where they narrow the sort column.
	 * @param ?SqlCondition                $dates      Dates on the sort column, where that is a copy.
	 */
	private static function range(
		string $index,
		string $prefix,
		array $values,
		array $conditions,
		array $covered,
		?SqlCondition $further = null,
		?SqlCondition $dates = null,
	): IndexRange {
		$narrowed = in_array( 'dates', $covered, true ) ? $dates ?? $conditions['dates'] ?? null : null;
		$rest     = array_filter( [ $further, ...array_values( array_diff_key( $conditions, array_flip( $covered ) ) ) ] );
		return new IndexRange(
			$index,
			SqlCondition::all( [ new SqlCondition( $prefix, $values ), $narrowed ] ),
			[] === $rest ? null : SqlCondition::all( array_values( $rest ) ),
		);
	}

	/** @return array<string, ?SqlCondition> What each filter asks of a row; null for a filter that is not set. */
	private static function conditions( InboxFilter $filter, string $labels ): array {
		return [
			'shown'    => $filter->is_active_only() ? new SqlCondition( 'c.active = 1' ) : self::archived( $filter ),
			'todo'     => self::todo( $filter ),
			'statuses' => self::statuses( $filter ),
			'assignee' => self::assignee( $filter ),
			'unread'   => self::unread( $filter ),
			'rating'   => self::rating( $filter ),
			'priority' => self::priority( $filter ),
			'label'    => self::label( $filter, $labels ),
			'category' => self::category( $filter ),
			'contact'  => null === $filter->contact ? null : new SqlCondition( 'c.contact_id = %d', [ $filter->contact ] ),
			'account'  => self::account( $filter ),
			'answers'  => self::answers( $filter ),
			'stuck'    => $filter->stuck ? new SqlCondition( 'c.stuck > 0' ) : null,
			'dates'    => self::dates( $filter, 'c.last_activity_at' ),
			'figure'   => null === $filter->figure ? null : SqlCondition::all( [ $filter->figure->prefix, $filter->figure->rest ] ),
		];
	}

	private static function account( InboxFilter $filter ): ?SqlCondition {
		return match ( $filter->account ) {
			null                  => null,
			InboxFilter::WEB_CHAT => new SqlCondition( 'c.channel_account_id IS NULL' ),
			default               => new SqlCondition( 'c.channel_account_id = %d', [ $filter->account ] ),
		};
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

	/** Who has it: an agent, with the agent's teams, nobody, or a team. */
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
	 * @param array<string, ?SqlCondition> $conditions
	 *
	 * @return list<IndexRange>
	 */
	private static function marked( InboxFilter $filter, array $conditions ): array {
		if ( [] === $filter->marked ) {
			return [];
		}
		$rest = array_values( array_diff_key( $conditions, [ 'unread' => true ] ) );
		return [ new IndexRange(
			'PRIMARY',
			SqlCondition::all( [ self::marks( $filter ), new SqlCondition( 'c.unread = 0' ), ...$rest ] ),
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

	private static function label( InboxFilter $filter, string $table ): ?SqlCondition {
		return null === $filter->label ? null : new SqlCondition(
			'c.labelled = 1 AND EXISTS ( SELECT 1 FROM %i x WHERE x.conversation_id = c.id AND x.label_id = %d )',
			[ $table, $filter->label ],
		);
	}

	private static function category( InboxFilter $filter ): ?SqlCondition {
		return match ( $filter->category ) {
			null                     => null,
			InboxFilter::NO_CATEGORY => new SqlCondition( 'c.category_id IS NULL' ),
			default                  => new SqlCondition( 'c.category_id = %d', [ $filter->category ] ),
		};
	}

	/** @param literal-string $column */
	private static function dates( InboxFilter $filter, string $column ): ?SqlCondition {
		$from = null === $filter->from ? null : new SqlCondition( "$column >= %s", [ Time::to_database( $filter->from ) ] );
		$to   = null === $filter->to ? null : new SqlCondition( "$column < %s", [ Time::to_database( $filter->to ) ] );
		return null === $from && null === $to ? null : SqlCondition::all( [ $from, $to ] );
	}
}
