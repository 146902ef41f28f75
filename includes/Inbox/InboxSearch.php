<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Inbox;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Conversations\Conversation;
use Aaia\Chatbot\Conversations\ConversationAccess;
use Aaia\Chatbot\Http\Capability;
use Aaia\Chatbot\Storage\Database;

/**
 * Searches conversations by the text of messages and by the names and e-mail addresses that visitors gave; newest match first.
 *
 * One page reads a window of the newest messages, so its cost does not grow with the site; the next page continues with older
 * messages. Each conversation appears once, at its newest match.
 */
final class InboxSearch {

	/** Messages searched for one page. */
	private const WINDOW = 20_000;

	/** Most conversations found by name or address. */
	private const NAMED = 200;

	public function __construct(
		private readonly Database $database,
		private readonly ConversationAccess $access,
	) {}

	/** @param ?list<string|int> $after Row id of the last match of the previous page. */
	public function page( InboxFilter $filter, ?array $after, int $limit ): InboxPage {
		$pattern  = '%' . $this->database->like( $filter->search ) . '%';
		$named    = $this->named( $pattern );
		$messages = $this->database->table( 'messages' );
		$before   = null === $after ? PHP_INT_MAX : (int) $after[0];
		$marks    = [] === $named ? '0' : implode( ', ', array_fill( 0, count( $named ), '%d' ) );
		$rest = $this->rest( $filter );
		$rows = $this->database->rows(
			'SELECT c.*, m.id AS match_id FROM ( SELECT id, conversation_id, text FROM %i WHERE id < %d ORDER BY id DESC LIMIT %d ) m INNER
				JOIN %i c ON c.id = m.conversation_id'
			. ' WHERE ( m.text LIKE %s OR m.conversation_id IN (' . $marks . ') ) AND ' . $rest->sql
			. ' AND NOT EXISTS ( SELECT 1 FROM %i n
				WHERE n.conversation_id = m.conversation_id AND n.id > m.id AND ( n.text LIKE %s OR n.conversation_id IN (' . $marks . ') ) )'
			. ' ORDER BY m.id DESC LIMIT %d',
			...[
				$messages,
				$before,
				self::WINDOW,
				$this->database->table( 'conversations' ),
				$pattern,
				...$named,
				...$rest->values,
				$messages,
				$pattern,
				...$named,
				$limit + 1,
			]
		);
		$page = array_slice( $rows, 0, $limit );
		$next = count( $rows ) > $limit
			? (int) ( $page[ $limit - 1 ]['match_id'] ?? 0 )
			: (int) $this->database->value(
				'SELECT id FROM %i WHERE id < %d ORDER BY id DESC LIMIT 1 OFFSET %d',
				$messages,
				$before,
				self::WINDOW - 1,
			);
		return new InboxPage( array_map( Conversation::from_row( ... ), $page ), 0 === $next ? null : [ $next ] );
	}

	/** @return list<int> Conversations whose visitor gave a matching name, or a matching address if the current user may see addresses. */
	private function named( string $pattern ): array {
		$rows = $this->database->rows(
			'SELECT DISTINCT s.conversation_id FROM ( SELECT id, conversation_id, name, email FROM %i ORDER BY id DESC LIMIT %d ) s
				WHERE s.name LIKE %s OR ( 1 = %d AND s.email LIKE %s ) LIMIT %d',
			$this->database->table( 'support_requests' ),
			self::WINDOW,
			$pattern,
			Capability::Sensitive->allowed() ? 1 : 0,
			$pattern,
			self::NAMED
		);
		return array_map( static fn( array $row ): int => (int) $row['conversation_id'], $rows );
	}

	/** All other filters, as a condition on the rows found. */
	private function rest( InboxFilter $filter ): SqlCondition {
		$plan = InboxQueryPlan::for( new InboxFilter(
			$filter->statuses,
			$filter->archived,
			$filter->assignee,
			$filter->unread,
			$filter->rating,
			$filter->from,
			$filter->to,
			answers: $filter->answers,
			todo: $filter->todo,
			marked: $filter->marked,
		) );
		$any  = '1 = 0';
		$all  = [];
		foreach ( $plan->ranges as $range ) {
			$one  = SqlCondition::all( [ $range->prefix, $range->rest ] );
			$any .= ' OR ( ' . $one->sql . ' )';
			$all  = [ ...$all, ...$one->values ];
		}
		return SqlCondition::all( [ new SqlCondition( $any, $all ), new SqlCondition( $this->access->condition() ) ] );
	}
}
