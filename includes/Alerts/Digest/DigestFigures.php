<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Alerts\Digest;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Assistant\Similar\QuestionGrouper;
use Aaia\Chatbot\Assistant\UsageRepository;
use Aaia\Chatbot\Conversations\Conversation;
use Aaia\Chatbot\Conversations\ConversationAccess;
use Aaia\Chatbot\Conversations\ReplyDeadlines;
use Aaia\Chatbot\Storage\Database;
use Aaia\Chatbot\Support\Text;
use Aaia\Chatbot\Support\Time;

/** Counts the figures of a summary. */
final class DigestFigures {

	/** Messages and questions read for one summary. */
	private const READ = 20_000;

	/** Conversations that wait longer are counted apart. */
	private const LONG = '-24 hours';

	public function __construct(
		private readonly Database $database,
		private readonly ConversationAccess $access,
		private readonly QuestionGrouper $groups,
		private readonly ReplyDeadlines $deadlines,
		private readonly UsageRepository $usage,
	) {}

	/** The figures that are compared with the baseline. */
	public function counts( DigestPeriod $period ): DigestCounts {
		$answers = 'SELECT COUNT(*) FROM %i WHERE created_at >= %s AND created_at < %s AND author_type = %s AND generation = %s AND '
			. $this->access->condition( 'conversation_id' );
		$ratings = 'SELECT COUNT(*) FROM %i WHERE updated_at >= %s AND updated_at < %s AND '
			. $this->access->condition( 'conversation_id' ) . ' AND message_id > 0 AND value ';
		$cost    = $this->usage->total_cost( $period->from, $period->to );
		return new DigestCounts(
			$this->count(
				'SELECT COUNT(*) FROM %i WHERE created_at >= %s AND created_at < %s AND channel <> %s AND ' . $this->access->condition( 'id' ),
				'conversations',
				$period,
				Conversation::TEST
			),
			$this->count(
				'SELECT COUNT(*) FROM %i WHERE created_at >= %s AND created_at < %s'
					. ' AND author_type = %s AND ' . $this->access->condition( 'conversation_id' ),
				'messages',
				$period,
				'visitor'
			) - $this->tested( 'messages', $period, ' AND t.author_type = %s', 'visitor' ),
			$this->count(
				'SELECT COUNT(*) FROM %i WHERE created_at >= %s AND created_at < %s AND ' . $this->access->condition( 'conversation_id' ),
				'support_requests',
				$period
			) - $this->tested( 'support_requests', $period ),
			$this->count( $answers, 'messages', $period, 'assistant', 'complete' ),
			$this->count( $answers . ' AND refused = 1', 'messages', $period, 'assistant', 'complete' ),
			$this->count( $ratings . '> 0', 'ratings', $period ),
			$this->count( $ratings . '< 0', 'ratings', $period ),
			$this->deadlines->missed( $period->from, $period->to ),
			$cost['micro'],
			$cost['unknown_answers'],
			$cost['currency'],
			$cost['other']
		);
	}

	/** When the first conversation of the site began; null before it. */
	public function beginning(): ?\DateTimeImmutable {
		return Time::from_database( $this->database->value( 'SELECT MIN( created_at ) FROM %i', $this->database->table( 'conversations' ) ) );
	}

	/**
	 * Hours at which visitors wrote (site's zone), the busiest first, and their questions in groups.
	 *
	 * @return array{hours: array<int, int>, questions: list<array{text: string, conversation: string, count: int}>}
	 */
	public function messages( DigestPeriod $period ): array {
		$rows  = $this->database->rows(
			'SELECT m.text, m.created_at, c.public_id FROM %i m JOIN %i c ON c.id = m.conversation_id WHERE m.created_at >= %s'
				. ' AND m.created_at < %s AND m.author_type = %s AND c.channel <> %s AND ' . $this->access->condition() . ' ORDER BY m.id LIMIT %d',
			$this->database->table( 'messages' ),
			$this->database->table( 'conversations' ),
			Time::to_database( $period->from ),
			Time::to_database( $period->to ),
			'visitor',
			Conversation::TEST,
			self::READ
		);
		$hours = [];
		foreach ( $rows as $row ) {
			$hour           = (int) Time::required( $row['created_at'] )->setTimezone( wp_timezone() )->format( 'G' );
			$hours[ $hour ] = ( $hours[ $hour ] ?? 0 ) + 1;
		}
		arsort( $hours );
		return [
			'hours'     => $hours,
			'questions' => $this->groups->group( $this->texts( $rows ) ),
		];
	}

	/**
	 * Questions the assistant answered with "I do not know", similar ones together, the most frequent first. Of very many, the newest count:
	 * a flood of last month hides none of today.
	 *
	 * @return list<array{text: string, conversation: string, count: int}>
	 */
	public function unanswered( DigestPeriod $period ): array {
		$rows = $this->database->rows(
			'SELECT q.text, c.public_id FROM %i a JOIN %i c ON c.id = a.conversation_id'
				. ' LEFT JOIN %i q ON q.id = a.question_id WHERE a.created_at >= %s AND a.created_at < %s'
				. ' AND a.author_type = %s AND a.generation = %s AND a.refused = 1 AND ' . $this->access->condition() . ' ORDER BY a.id DESC LIMIT %d',
			$this->database->table( 'messages' ),
			$this->database->table( 'conversations' ),
			$this->database->table( 'messages' ),
			Time::to_database( $period->from ),
			Time::to_database( $period->to ),
			'assistant',
			'complete',
			self::READ
		);
		return $this->groups->group( $this->texts( $rows ) );
	}

	/**
	 * The requests of the period by the status of their conversation now.
	 *
	 * @return array<string, int>
	 */
	public function states( DigestPeriod $period ): array {
		$states = [];
		foreach ( $this->database->rows(
			'SELECT c.status, COUNT(*) AS requests FROM %i r JOIN %i c ON c.id = r.conversation_id WHERE r.created_at >= %s'
				. ' AND r.created_at < %s AND c.channel <> %s AND ' . $this->access->condition() . ' GROUP BY c.status ORDER BY c.status',
			$this->database->table( 'support_requests' ),
			$this->database->table( 'conversations' ),
			Time::to_database( $period->from ),
			Time::to_database( $period->to ),
			Conversation::TEST
		) as $row ) {
			$states[ (string) $row['status'] ] = (int) $row['requests'];
		}
		return $states;
	}

	/**
	 * Conversations that wait for a person with what the visitor wrote last, longest first, and how many have waited for more than a day.
	 *
	 * @return array{waiting: list<array{conversation: string, preview: string, since: \DateTimeImmutable}>, overdue: int}
	 */
	public function waiting( \DateTimeImmutable $at, int $limit ): array {
		$table = $this->database->table( 'conversations' );
		$rows  = $this->database->rows(
			'SELECT public_id, preview, waiting_since, ( SELECT m.text FROM %i m WHERE m.conversation_id = c.id AND m.author_type = %s'
				. ' AND m.private = 0 ORDER BY m.id DESC LIMIT 1 ) AS question FROM %i c WHERE active = 1 AND waiting_since IS NOT NULL'
				. ' AND waiting_since < %s AND channel <> %s AND ' . $this->access->condition( 'id' ) . ' ORDER BY waiting_since, id LIMIT %d',
			$this->database->table( 'messages' ),
			'visitor',
			$table,
			Time::to_database( $at ),
			Conversation::TEST,
			$limit
		);
		return [
			'waiting' => array_map(
				static fn( array $row ): array => [
					'conversation' => (string) $row['public_id'],
					// The newest words of the conversation are often the assistant's refusal.
					'preview'      => Text::truncate( Text::line( (string) ( $row['question'] ?? $row['preview'] ) ), Conversation::PREVIEW ),
					'since'        => Time::required( $row['waiting_since'] ),
				],
				$rows
			),
			'overdue' => (int) $this->database->value(
				'SELECT COUNT(*) FROM %i WHERE active = 1 AND waiting_since IS NOT NULL'
					. ' AND waiting_since < %s AND channel <> %s AND ' . $this->access->condition( 'id' ),
				$table,
				Time::to_database( $at->modify( self::LONG ) ),
				Conversation::TEST
			),
		];
	}

	/**
	 * Counts the rows of test conversations.
	 *
	 * @param literal-string $more A further condition.
	 */
	private function tested( string $table, DigestPeriod $period, string $more = '', string ...$values ): int {
		return (int) $this->database->value(
			'SELECT COUNT(*) FROM %i c JOIN %i t ON t.conversation_id = c.id WHERE c.created_at >= %s'
				. ' AND c.created_at < %s AND c.channel = %s AND t.created_at >= %s AND t.created_at < %s AND ' . $this->access->condition() . $more,
			$this->database->table( 'conversations' ),
			$this->database->table( $table ),
			Time::to_database( $period->from ),
			Time::to_database( $period->to ),
			Conversation::TEST,
			Time::to_database( $period->from ),
			Time::to_database( $period->to ),
			...$values
		);
	}

	/** @param literal-string $sql */
	private function count( string $sql, string $table, DigestPeriod $period, string ...$more ): int {
		return (int) $this->database->value(
			$sql,
			$this->database->table( $table ),
			Time::to_database( $period->from ),
			Time::to_database( $period->to ),
			...$more
		);
	}

	/**
	 * @param list<array<string, ?string>> $rows
	 *
	 * @return list<array{text: string, conversation: string}>
	 */
	private function texts( array $rows ): array {
		return array_map(
			static fn( array $row ): array => [
				'text'         => (string) $row['text'],
				'conversation' => (string) $row['public_id'],
			],
			$rows
		);
	}
}
