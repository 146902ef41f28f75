<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Conversations;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Storage\Database;
use Aaia\Chatbot\Support\Time;

/** Counts the requests for a person that were not answered in time; see OfficeHours::answer_due(). */
final class ReplyDeadlines {

	/** Most requests that are read for one period. */
	private const READ = 20_000;

	/** Requests older than this have missed their deadline before the period, with any office hours. */
	private const BACK = '-32 days';

	public function __construct(
		private readonly Database $database,
		private readonly ConversationAccess $access,
		private readonly OfficeHours $hours,
	) {}

	/** Counts the requests whose deadline fell between two moments and was missed. Reads at most READ requests. */
	public function missed( \DateTimeImmutable $from, \DateTimeImmutable $to ): int {
		$rows   = $this->database->rows(
			'SELECT r.created_at, c.resolved_at, c.team_id, ( SELECT MIN( m.created_at ) FROM %i m WHERE m.conversation_id = r.conversation_id'
				. ' AND m.author_type = %s AND m.private = 0 AND m.created_at >= r.created_at ) AS answered_at'
				. ' FROM %i r JOIN %i c ON c.id = r.conversation_id WHERE r.created_at >= %s AND r.created_at < %s AND c.channel <> %s AND '
				. $this->access->condition() . ' ORDER BY r.id DESC LIMIT %d',
			$this->database->table( 'messages' ),
			'agent',
			$this->database->table( 'support_requests' ),
			$this->database->table( 'conversations' ),
			Time::to_database( $from->modify( self::BACK ) ),
			Time::to_database( $to ),
			Conversation::TEST,
			self::READ
		);
		$missed = 0;
		foreach ( $rows as $row ) {
			$hours   = $this->hours->of( null === $row['team_id'] ? null : (int) $row['team_id'] );
			$due     = $hours->answer_due( Time::required( $row['created_at'] ) );
			$ended   = array_filter( [ Time::from_database( $row['answered_at'] ), Time::from_database( $row['resolved_at'] ) ] );
			$in_time = null === $due || [] !== $ended && min( $ended ) <= $due;
			$missed += ! $in_time && $due >= $from && $due < $to ? 1 : 0;
		}
		return $missed;
	}
}
