<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Conversations;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Jobs\Job;
use Aaia\Chatbot\Jobs\JobHandler;
use Aaia\Chatbot\Jobs\JobQueue;
use Aaia\Chatbot\Settings\Settings;
use Aaia\Chatbot\Storage\Database;
use Aaia\Chatbot\Support\Clock;
use Aaia\Chatbot\Support\Time;

/**
 * Scheduled job: archives conversations that were resolved some days ago and in which nothing happened since. Unarchiving one starts the
 * days anew. What cannot be archived is logged and tried again in the next run.
 */
final class ArchiveResolvedConversations implements JobHandler {

	public const NAME = 'conversations.archive';

	public const EVERY_SECONDS = HOUR_IN_SECONDS;

	/** Setting: days; 0 never archives. */
	public const SETTING = 'archive_resolved_days';

	/** Conversations read at once. */
	private const BATCH = 100;

	/** Conversations of one run; a further job goes on. */
	private const MOST = 1000;

	public function __construct(
		private readonly Database $database,
		private readonly Clock $clock,
		private readonly Settings $settings,
		private readonly AgentService $agents,
		private readonly JobQueue $jobs,
	) {}

	/**
	 * Query that returns a row when a conversation is due.
	 *
	 * @return array{literal-string, list<string|int>} SQL, and the values of its placeholders.
	 */
	public function due(): array {
		[ $sql, $values ] = $this->old( '1000-01-01 00:00:00', 0 );
		return [ $sql . ' LIMIT 1', $values ];
	}

	public function handle( Job $job ): void {
		[ 'after' => $after, 'id' => $id ] = $job->payload + [ 'after' => null, 'id' => null ];
		$after = is_string( $after ) ? $after : '1000-01-01 00:00:00';
		$id    = is_int( $id ) ? $id : 0;
		for ( $seen = 0; $seen < self::MOST; $seen += self::BATCH ) {
			[ $sql, $values ] = $this->old( $after, $id );
			$rows             = $this->database->rows( $sql . ' ORDER BY c.resolved_at, c.id LIMIT %d', ...[ ...$values, self::BATCH ] );
			foreach ( $rows as $row ) {
				[ $after, $id ] = [ (string) $row['resolved_at'], (int) $row['id'] ];
				$this->archive( $id );
			}
			if ( count( $rows ) < self::BATCH ) {
				return;
			}
		}
		$this->jobs->push( self::NAME, [ 'after' => $after, 'id' => $id ], null, self::NAME );
	}

	private function archive( int $id ): void {
		$since = $this->since();
		if ( null === $since ) {
			return;
		}
		try {
			$this->agents->archive_resolved( $id, $since );
		} catch ( ConversationNotFound ) {
			return;
		} catch ( \Throwable $failure ) {
			$message = sprintf( 'Conversation %d could not be archived automatically: %s', $id, $failure->getMessage() );
			do_action( 'aaia_chatbot_log', 'error', $message );
		}
	}

	/** Resolved before this time; null when it is switched off. */
	private function since(): ?\DateTimeImmutable {
		$days = $this->settings->int( self::SETTING );
		return 0 < $days ? ( $this->clock->now()->modify( "-$days days" ) ?: null ) : null;
	}

	/** @return array{literal-string, list<string|int>} SQL for those after a position, and the values of its placeholders. */
	private function old( string $after, int $id ): array {
		$since = $this->since();
		// Before everything, when it is switched off.
		$until = null === $since ? '1000-01-01 00:00:00' : Time::to_database( $since );
		return [
			'SELECT c.id, c.resolved_at FROM %i c FORCE INDEX (to_archive) WHERE c.status = %s AND c.archived_at IS NULL AND c.resolved_at < %s'
				. ' AND c.resolved_at >= %s AND ( c.resolved_at > %s OR c.id > %d )'
				. ' AND NOT EXISTS ( SELECT 1 FROM %i e WHERE e.conversation_id = c.id AND e.created_at >= %s )',
			[
				$this->database->table( 'conversations' ),
				Status::Resolved->value,
				$until,
				$after,
				$after,
				$id,
				$this->database->table( 'events' ),
				$until,
			],
		];
	}
}
