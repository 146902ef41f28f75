<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Conversations;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Events\EventLog;
use Aaia\Chatbot\Events\EventType;
use Aaia\Chatbot\Jobs\Job;
use Aaia\Chatbot\Jobs\JobHandler;
use Aaia\Chatbot\Jobs\JobQueue;
use Aaia\Chatbot\Settings\Settings;
use Aaia\Chatbot\Storage\Database;
use Aaia\Chatbot\Support\Clock;
use Aaia\Chatbot\Support\Time;

/**
 * Job that resolves conversations in which the assistant answers, nobody waits for a person and nobody wrote for some hours.
 *
 * Their outcome stays "silent": nobody said whether it helped, so they never count as solved, and the visitor is not asked for a
 * rating. A visitor who writes again reopens the conversation like any other.
 */
final class ResolveSilentConversations implements JobHandler {

	public const NAME = 'conversations.silent';

	public const EVERY_SECONDS = 10 * MINUTE_IN_SECONDS;

	/** Setting: hours of silence; 0 never resolves. */
	public const SETTING = 'auto_resolve_hours';

	/** Conversations of one transaction. */
	private const BATCH = 100;

	/** Conversations of one run; the next run goes on. */
	private const MOST = 1000;

	/** The outcome in the event. */
	private const SILENT = 'silent';

	public function __construct(
		private readonly Database $database,
		private readonly Clock $clock,
		private readonly EventLog $events,
		private readonly Settings $settings,
		private readonly JobQueue $jobs,
	) {}

	/**
	 * Query that returns a row when a conversation is due.
	 *
	 * @return array{literal-string, list<string|int>} SQL, and the values of its placeholders.
	 */
	public function due(): array {
		[ $silent, $values ] = $this->silence();
		return [
			'SELECT c.id FROM %i c FORCE INDEX (handler_activity) WHERE ' . $silent . ' LIMIT 1',
			[ $this->database->table( 'conversations' ), ...$values ],
		];
	}

	public function handle( Job $job ): void {
		for ( $resolved = 0; $resolved < self::MOST; $resolved += self::BATCH ) {
			$ids = $this->silent();
			if ( [] !== $ids ) {
				$this->database->transaction( fn() => $this->resolve( $ids ) );
			}
			if ( count( $ids ) < self::BATCH ) {
				return;
			}
		}
		$this->jobs->push( self::NAME, [], null, self::NAME );
	}

	/** @return list<int> The conversations that have been silent longest. */
	private function silent(): array {
		[ $silent, $values ] = $this->silence();
		return $this->ids( $this->database->rows(
			'SELECT c.id FROM %i c FORCE INDEX (handler_activity) WHERE ' . $silent . ' ORDER BY c.last_activity_at, c.id LIMIT %d',
			$this->database->table( 'conversations' ),
			...[ ...$values, self::BATCH ]
		) );
	}

	/**
	 * Locks the conversations and resolves those that are still silent: a visitor may have written since.
	 *
	 * @param non-empty-list<int> $ids
	 */
	private function resolve( array $ids ): void {
		[ $silent, $values ] = $this->silence();
		$table = $this->database->table( 'conversations' );
		$still = $this->ids( $this->database->rows(
			'SELECT c.id FROM %i c WHERE c.id IN (' . implode( ', ', array_fill( 0, count( $ids ), '%d' ) ) . ') AND ' . $silent
				. ' FOR UPDATE',
			$table,
			...[ ...$ids, ...$values ]
		) );
		if ( [] === $still ) {
			return;
		}
		$this->database->execute(
			'UPDATE %i SET status = %s, active = 0, unread = 0, resolved_at = %s, resolved_by = %s WHERE id IN ('
				. implode( ', ', array_fill( 0, count( $still ), '%d' ) ) . ')',
			$table,
			Status::Resolved->value,
			Time::to_database( $this->clock->now() ),
			Conversation::BY_SYSTEM,
			...$still
		);
		$this->database->execute(
			'UPDATE %i SET active = 0 WHERE conversation_id IN (' . implode( ', ', array_fill( 0, count( $still ), '%d' ) ) . ')',
			$this->database->table( 'conversation_labels' ),
			...$still
		);
		foreach ( $still as $id ) {
			$this->events->append(
				EventType::StatusChanged,
				$id,
				null,
				[
					'from'    => Status::Open->value,
					'to'      => Status::Resolved->value,
					'by'      => Conversation::BY_SYSTEM,
					'outcome' => self::SILENT,
				]
			);
		}
	}

	/**
	 * Condition on `c`: the assistant answers, nobody waits, no answer is unfinished, and the last word is old enough.
	 *
	 * @return array{literal-string, list<string>} SQL, and the values of its placeholders.
	 */
	private function silence(): array {
		$hours = $this->settings->int( self::SETTING );
		if ( 0 === $hours ) {
			return [ '1 = 0', [] ];
		}
		return [
			'c.active = 1 AND c.handler = %s AND c.status = %s AND c.last_activity_at < %s AND c.waiting_since IS NULL'
				. ' AND NOT EXISTS ( SELECT 1 FROM %i t WHERE t.conversation_id = c.id AND t.state IN (%s, %s, %s) )',
			[
				Handler::Assistant->value,
				Status::Open->value,
				Time::to_database( $this->clock->now()->modify( "-$hours hours" ) ),
				$this->database->table( 'turns' ),
				TurnState::Queued->value,
				TurnState::Running->value,
				TurnState::AwaitingApproval->value,
			],
		];
	}

	/**
	 * @param list<array<string, ?string>> $rows
	 *
	 * @return list<int>
	 */
	private function ids( array $rows ): array {
		return array_map( static fn( array $row ): int => (int) $row['id'], $rows );
	}
}
