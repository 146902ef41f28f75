<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Inbox;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Conversations\Conversation;
use Aaia\Chatbot\Conversations\ConversationAccess;
use Aaia\Chatbot\Conversations\Handler;
use Aaia\Chatbot\Conversations\Status;
use Aaia\Chatbot\Conversations\Visit;
use Aaia\Chatbot\Storage\Database;

/** SQL of the lists of conversations. A page needs a constant number of queries, whatever the size of the table. */
final class InboxRepository {

	/** Rows of an index that one page reads at most when no index covers a combined filter; the next page continues from there. */
	private const SCAN_CAP = 1000;

	/** Conversations that one query of ids_before() looks at. */
	private const WINDOW = 10000;

	/** Highest count; shown as "99+". */
	public const COUNT_CAP = 100;

	public function __construct(
		private readonly Database $database,
		private readonly ConversationAccess $access,
	) {}

	/**
	 * One page, with keyset paging.
	 *
	 * @param ?list<string|int> $after Position of the last row of the previous page.
	 */
	public function page( InboxFilter $filter, ?array $after, int $limit ): InboxPage {
		$plan    = InboxQueryPlan::for( $filter, $this->database->table( 'conversation_labels' ) );
		if ( [] !== $plan->groups ) {
			return $this->grouped( $plan, $after, $limit );
		}
		$rows    = [];
		$horizon = null;
		foreach ( $plan->ranges as $range ) {
			if ( $plan->in_order && count( $rows ) > $limit ) {
				break;
			}
			[ $found, $stopped ] = $this->read( $plan, $range, $after, $limit + 1 );
			$rows                = [ ...$rows, ...$found ];
			if ( null !== $stopped && ( null === $horizon || $plan->compare( $stopped, $horizon ) < 0 ) ) {
				$horizon = $stopped;
			}
		}
		usort( $rows, static fn( array $a, array $b ): int => $plan->compare( $plan->position( $a ), $plan->position( $b ) ) );
		if ( null !== $horizon ) {
			$rows = array_values( array_filter(
				$rows,
				static fn( array $row ): bool => $plan->compare( $plan->position( $row ), $horizon ) <= 0,
			) );
		}
		$page = array_slice( $rows, 0, $limit );
		$next = count( $rows ) > $limit ? $plan->position( $page[ $limit - 1 ] ) : $horizon;
		return new InboxPage( array_map( Conversation::from_row( ... ), $page ), $next );
	}

	/**
	 * One page of a plan whose ranges follow one another: one query says which have rows, and only those that the page shows are read.
	 *
	 * @param ?list<string|int> $after The group of the last row of the previous page, and its position there.
	 */
	private function grouped( InboxQueryPlan $plan, ?array $after, int $limit ): InboxPage {
		$start     = null === $after ? 0 : (int) array_search( $after[0], $plan->groups, true );
		$rows      = [];
		$positions = [];
		$next      = null;
		foreach ( $this->places_with_rows( $plan, $start ) as $place ) {
			$group             = $plan->groups[ $place ];
			$within            = null !== $after && $group === $after[0] ? array_slice( $after, 1 ) : null;
			[ $found, $where ] = $this->read( $plan, $plan->ranges[ $place ], $within, max( 2, $limit + 1 - count( $rows ) ) );
			foreach ( $found as $row ) {
				$rows[]      = $row;
				$positions[] = [ $group, ...$plan->position( $row ) ];
			}
			$next = null === $where ? null : [ $group, ...$where ];
			if ( null !== $next || count( $rows ) > $limit ) {
				break;
			}
		}
		$page = array_map( Conversation::from_row( ... ), array_slice( $rows, 0, $limit ) );
		return new InboxPage( $page, count( $rows ) > $limit ? $positions[ $limit - 1 ] : $next );
	}

	/** @return list<int> Places of the ranges that have rows, from one place on. */
	private function places_with_rows( InboxQueryPlan $plan, int $start ): array {
		$parts  = [];
		$values = [];
		foreach ( array_slice( $plan->ranges, $start, null, true ) as $place => $range ) {
			$parts[] = 'SELECT %d AS place FROM ( SELECT c.id FROM %i c FORCE INDEX (' . $range->index . ') WHERE ' . $range->prefix->sql
				. ' AND ' . $this->access->condition() . ' LIMIT 1 ) n';
			array_push( $values, $place, $this->database->table( 'conversations' ), ...$range->prefix->values );
		}
		$rows = $this->database->rows( implode( ' UNION ALL ', $parts ), ...$values );
		return array_map( static fn( array $row ): int => (int) $row['place'], $rows );
	}

	/**
	 * Row ids of the conversations that fit a filter among the next WINDOW ones before a row id, newest first.
	 *
	 * @return array{list<int>, ?int} And the row id before which the rest is; null at the end.
	 */
	public function ids_before( InboxFilter $filter, int $before, int $limit ): array {
		$table  = $this->database->table( 'conversations' );
		$lowest = $this->database->value(
			'SELECT id FROM %i WHERE id < %d ORDER BY id DESC LIMIT 1 OFFSET %d',
			$table,
			$before,
			self::WINDOW - 1,
		);
		$fits   = SqlCondition::all( [
			InboxQueryPlan::condition( $filter, $this->database->table( 'conversation_labels' ) ),
			InboxFilter::BY_ACTIVITY === $filter->sort ? null : new SqlCondition( 'c.active = 1 AND c.waiting_since IS NOT NULL' ),
		] );
		$ids    = array_map( static fn( array $row ): int => (int) $row['id'], $this->database->rows(
			'SELECT c.id FROM %i c WHERE c.id < %d AND c.id >= %d AND ' . $fits->sql . ' AND ' . $this->access->condition()
				. ' ORDER BY c.id DESC LIMIT %d',
			$table,
			$before,
			(int) $lowest,
			...[ ...$fits->values, $limit ]
		) );
		$last   = count( $ids ) < $limit ? $lowest : $ids[ $limit - 1 ];
		return [ $ids, null === $last ? null : (int) $last ];
	}

	/** Row id of the newest conversation; 0 without any. */
	public function newest_id(): int {
		return (int) $this->database->value(
			'SELECT MAX(c.id) FROM %i c WHERE ' . $this->access->condition(),
			$this->database->table( 'conversations' ),
		);
	}

	/**
	 * Conversations by row id that the current user may see.
	 *
	 * @param list<int> $ids
	 *
	 * @return list<Conversation>
	 */
	public function several( array $ids ): array {
		if ( [] === $ids ) {
			return [];
		}
		$marks = implode( ', ', array_fill( 0, count( $ids ), '%d' ) );
		$rows  = $this->database->rows(
			'SELECT c.* FROM %i c WHERE c.id IN (' . $marks . ') AND ' . $this->access->condition(),
			$this->database->table( 'conversations' ),
			...$ids,
		);
		return array_map( Conversation::from_row( ... ), $rows );
	}

	/**
	 * Conversations by public id that the current user may see, in no particular order.
	 *
	 * @param list<string> $ids
	 *
	 * @return list<Conversation>
	 */
	public function by_public_ids( array $ids ): array {
		if ( [] === $ids ) {
			return [];
		}
		$marks = implode( ', ', array_fill( 0, count( $ids ), '%s' ) );
		$rows  = $this->database->rows(
			'SELECT c.* FROM %i c WHERE c.public_id IN (' . $marks . ') AND ' . $this->access->condition(),
			$this->database->table( 'conversations' ),
			...$ids,
		);
		return array_map( Conversation::from_row( ... ), $rows );
	}

	/**
	 * Counts the conversations of each tab that wait for a person, and the unread ones; each at most COUNT_CAP. One query of short index
	 * ranges. "Mine" has what the user's teams have and nobody has taken.
	 *
	 * @return array{mine: int, unassigned: int, all: int, pending: int, unread: int}
	 */
	public function counts( int $user_id ): array {
		$table   = $this->database->table( 'conversations' );
		$allowed = $this->access->condition();
		$ranges  = [
			'mine'       => [ 'assignee_waiting', 'c.active = 1 AND c.assignee_id = %d AND c.waiting_since IS NOT NULL', [ $user_id ] ],
			'unassigned' => [
				'team_waiting',
				'c.active = 1 AND c.team_id IS NULL AND c.assignee_id IS NULL AND c.waiting_since IS NOT NULL',
				[],
			],
			'teams'      => [
				'team_waiting',
				'c.active = 1 AND c.team_id IN ( SELECT m.team_id FROM %i m WHERE m.user_id = %d ) AND c.assignee_id IS NULL'
					. ' AND c.waiting_since IS NOT NULL',
				[ $this->database->table( 'team_members' ), $user_id ],
			],
			'all'        => [ 'active_waiting', 'c.active = 1 AND c.waiting_since IS NOT NULL', [] ],
			'pending'    => [
				'handler_activity',
				'c.active = 1 AND c.handler IN (%s, %s) AND c.status = %s',
				[ Handler::Assistant->value, Handler::Human->value, Status::Pending->value ],
			],
			'unread'     => [ 'unread_active', 'c.unread = 1 AND c.active = 1', [] ],
		];
		$columns = [];
		$values  = [];
		foreach ( $ranges as $name => [ $index, $condition, $own ] ) {
			$columns[] = '( SELECT COUNT(*) FROM ( SELECT c.id FROM %i c FORCE INDEX (' . $index . ') WHERE ' . $condition . ' AND ' . $allowed
				. ' LIMIT %d ) n ) AS waiting_' . $name;
			array_push( $values, $table, ...[ ...$own, self::COUNT_CAP ] );
		}
		$row   = $this->database->row( 'SELECT ' . implode( ', ', $columns ), ...$values );
		$count = static fn( string $name ): int => min( self::COUNT_CAP, (int) ( $row[ 'waiting_' . $name ] ?? 0 ) );
		return [
			'mine'       => min( self::COUNT_CAP, $count( 'mine' ) + $count( 'teams' ) ),
			'unassigned' => $count( 'unassigned' ),
			'all'        => $count( 'all' ),
			'pending'    => $count( 'pending' ),
			'unread'     => $count( 'unread' ),
		];
	}

	/** Counts the conversations of a team that are not resolved, at most COUNT_CAP. */
	public function unresolved_in_team( int $team_id ): int {
		return (int) $this->database->value(
			'SELECT COUNT(*) FROM ( SELECT c.id FROM %i c FORCE INDEX (team_activity) WHERE c.team_id = %d AND c.status IN (%s, %s, %s) AND '
				. $this->access->condition() . ' LIMIT %d ) n',
			$this->database->table( 'conversations' ),
			$team_id,
			Status::Open->value,
			Status::Pending->value,
			Status::Snoozed->value,
			self::COUNT_CAP
		);
	}

	/**
	 * Counts the active conversations of agents.
	 *
	 * @param list<int> $user_ids
	 *
	 * @return array<int, int> By WordPress user; nothing for those who have none.
	 */
	public function active_by_assignee( array $user_ids ): array {
		if ( [] === $user_ids ) {
			return [];
		}
		$rows = $this->database->rows(
			'SELECT c.assignee_id, COUNT(*) AS held FROM %i c FORCE INDEX (assignee_waiting) WHERE c.active = 1 AND c.assignee_id IN ('
				. implode( ', ', array_fill( 0, count( $user_ids ), '%d' ) ) . ') AND ' . $this->access->condition() . ' GROUP BY c.assignee_id',
			$this->database->table( 'conversations' ),
			...$user_ids,
		);
		$held = [];
		foreach ( $rows as $row ) {
			$held[ (int) $row['assignee_id'] ] = (int) $row['held'];
		}
		return $held;
	}

	/** Counts active unread conversations, at most COUNT_CAP. */
	public function unread(): int {
		return (int) $this->database->value(
			'SELECT COUNT(*) FROM ( SELECT c.id FROM %i c FORCE INDEX (unread_active) WHERE c.unread = 1 AND c.active = 1 AND '
				. $this->access->condition() . ' LIMIT %d ) n',
			$this->database->table( 'conversations' ),
			self::COUNT_CAP
		);
	}

	/**
	 * Names and e-mail addresses that visitors gave when they asked for a person, the newest of each, or the address that staff entered;
	 * and where they last were. In one query.
	 *
	 * @param list<int> $conversation_ids
	 *
	 * @return array<int, array{name: ?string, email: ?string, verified: bool, entered: bool, visit: ?Visit}>
	 */
	public function visitors( array $conversation_ids ): array {
		if ( [] === $conversation_ids ) {
			return [];
		}
		$marks = implode( ', ', array_fill( 0, count( $conversation_ids ), '%d' ) );
		$rows  = $this->database->rows(
			'SELECT 1 AS kind, r.id AS id, r.conversation_id, r.name, r.email, a.verified_at, NULL AS page_url, NULL AS page_title,
				NULL AS browser, NULL AS device, NULL AS language, NULL AS seen_at
				FROM %i r LEFT JOIN %i a ON a.request_id = r.id WHERE r.conversation_id IN (' . $marks . ')
				UNION ALL SELECT 2, 0, e.conversation_id, NULL, e.email, NULL, NULL, NULL, NULL, NULL, NULL, NULL
				FROM %i e WHERE e.conversation_id IN (' . $marks . ')
				UNION ALL SELECT 3, 0, v.conversation_id, NULL, NULL, NULL, v.page_url, v.page_title, v.browser, v.device, v.language, v.seen_at
				FROM %i v WHERE v.conversation_id IN (' . $marks . ')
				ORDER BY kind, id',
			$this->database->table( 'support_requests' ),
			$this->database->table( 'address_checks' ),
			...[
				...$conversation_ids,
				$this->database->table( 'reply_addresses' ),
				...$conversation_ids,
				$this->database->table( 'visits' ),
				...$conversation_ids,
			],
		);
		$visitors = [];
		foreach ( $rows as $row ) {
			$id      = (int) $row['conversation_id'];
			$before  = $visitors[ $id ] ?? [ 'name' => null, 'email' => null, 'verified' => false, 'entered' => false, 'visit' => null ];
			$is_same = null === $row['email'] || strtolower( $row['email'] ) === strtolower( $before['email'] ?? '' );

			$visitors[ $id ] = '3' === (string) $row['kind'] ? [ 'visit' => Visit::from_row( $row ) ] + $before : [
				'name'     => $row['name'] ?? $before['name'],
				'email'    => $row['email'] ?? $before['email'],
				'verified' => null !== $row['verified_at'] || $is_same && $before['verified'],
				'entered'  => '2' === (string) $row['kind'],
				'visit'    => null,
			];
		}
		return $visitors;
	}

	/**
	 * Reads the rows of one range in order: about twice a page first, and up to SCAN_CAP more if a combined filter left too few.
	 *
	 * @param ?list<string|int> $after
	 *
	 * @return array{list<array<string, ?string>>, ?list<string|int>} Rows, and the position at which reading stopped
	 *         before the end of the range.
	 */
	private function read( InboxQueryPlan $plan, IndexRange $range, ?array $after, int $limit ): array {
		[ $from, $tables ] = $this->from( $plan, $range );
		$where             = $this->where( $plan, $range, $after );
		$rest              = $this->rest( $range );
		if ( null === $rest ) {
			return [
				$this->database->rows(
					'SELECT c.* FROM ' . $from . ' WHERE ' . $where->sql . ' ORDER BY ' . $plan->order() . ' LIMIT %d',
					...[ ...$tables, ...$where->values, $limit ],
				),
				null,
			];
		}
		$window  = 2 * $limit - 2;
		$scanned = $this->database->rows(
			'SELECT c.*, ( ' . $rest->sql . ' ) AS fits FROM ' . $from . ' WHERE ' . $where->sql . ' ORDER BY ' . $plan->order()
				. ' LIMIT %d',
			...[ ...$rest->values, ...$tables, ...$where->values, $window ]
		);
		$found   = array_values( array_filter( $scanned, static fn( array $row ): bool => 1 === (int) $row['fits'] ) );
		if ( count( $scanned ) < $window || count( $found ) >= $limit ) {
			return [ array_slice( $found, 0, $limit ), null ];
		}
		return $this->read_on( $plan, $range, $plan->position( $scanned[ $window - 1 ] ), $limit, $found );
	}

	/**
	 * @param list<string|int>             $after
	 * @param list<array<string, ?string>> $found
	 *
	 * @return array{list<array<string, ?string>>, ?list<string|int>}
	 */
	private function read_on( InboxQueryPlan $plan, IndexRange $range, array $after, int $limit, array $found ): array {
		[ $from, $tables ] = $this->from( $plan, $range );
		$where   = $this->where( $plan, $range, $after );
		$rest    = $this->rest( $range ) ?? new SqlCondition( '1 = 1' );
		$scanned = $this->database->rows(
			'SELECT c.id, c.status, c.archived_at, c.waiting_since, c.last_activity_at, c.created_at, ( ' . $rest->sql . ' ) AS fits FROM ' . $from
				. ' WHERE ' . $where->sql . ' ORDER BY ' . $plan->order() . ' LIMIT %d',
			...[ ...$rest->values, ...$tables, ...$where->values, self::SCAN_CAP ]
		);
		$fitting = array_values( array_filter( $scanned, static fn( array $row ): bool => 1 === (int) $row['fits'] ) );
		$chosen  = array_map( static fn( array $row ): int => (int) $row['id'], array_slice( $fitting, 0, $limit - count( $found ) ) );
		if ( [] !== $chosen ) {
			$more  = $this->database->rows(
				'SELECT c.* FROM %i c WHERE c.id IN (' . implode( ', ', array_fill( 0, count( $chosen ), '%d' ) ) . ') ORDER BY '
					. $plan->order( true ),
				$this->database->table( 'conversations' ),
				...$chosen,
			);
			$found = [ ...$found, ...$more ];
		}
		$is_end = count( $found ) >= $limit || count( $scanned ) < self::SCAN_CAP;
		return [ $found, $is_end ? null : $plan->position( $scanned[ self::SCAN_CAP - 1 ] ) ];
	}

	/** Conditions that are checked row by row, within SCAN_CAP: those that no index covers, and what is hidden from the user. */
	private function rest( IndexRange $range ): ?SqlCondition {
		$allowed = $this->access->condition();
		return '1 = 1' === $allowed
			? $range->rest
			: SqlCondition::all( [ $range->rest, new SqlCondition( $allowed ) ] );
	}

	/** @return array{literal-string, list<string>} What a range is read from, and the tables that it names. */
	private function from( InboxQueryPlan $plan, IndexRange $range ): array {
		$conversations = $this->database->table( 'conversations' );
		return $plan->by_label
			? [
				'%i l FORCE INDEX (' . $range->index . ') INNER JOIN %i c ON c.id = l.conversation_id',
				[ $this->database->table( 'conversation_labels' ), $conversations ],
			]
			: [ '%i c FORCE INDEX (' . $range->index . ')', [ $conversations ] ];
	}

	/** @param ?list<string|int> $after */
	private function where( InboxQueryPlan $plan, IndexRange $range, ?array $after ): SqlCondition {
		return SqlCondition::all( [
			$range->prefix,
			null === $after ? null : $plan->after( $after ),
		] );
	}
}
