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
 * Job that hands conversations back to the assistant when a person holds them, nobody waits or has to look, and nothing happened in them
 * for some hours: no message, note or assignment.
 */
final class HandBackSilentConversations implements JobHandler {

	public const NAME = 'conversations.hand_back';

	public const EVERY_SECONDS = 10 * MINUTE_IN_SECONDS;

	/** Setting: hours of silence; 0 never hands back. */
	public const SETTING = 'hand_back_hours';

	/** What has been silent longer than this beyond the hours stays as it is, so that switching it on touches nothing old. */
	private const WITHIN_DAYS = 7;

	/** Conversations of one run; the next run goes on. */
	private const MOST = 200;

	public function __construct(
		private readonly Database $database,
		private readonly Clock $clock,
		private readonly AgentService $agents,
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
		return [ $silent . ' LIMIT 1', $values ];
	}

	public function handle( Job $job ): void {
		$since            = $this->silent_since();
		[ $sql, $values ] = $this->silence();
		$rows             = null === $since
			? []
			: $this->database->rows( $sql . ' ORDER BY c.last_activity_at, c.id LIMIT %d', ...[ ...$values, self::MOST ] );
		foreach ( $rows as $row ) {
			try {
				$this->agents->release( (int) $row['id'], null, $since );
			} catch ( ConversationNotFound ) {
				continue;
			}
		}
		if ( self::MOST === count( $rows ) ) {
			$this->jobs->push( self::NAME, [], null, self::NAME );
		}
	}

	private function silent_since(): ?\DateTimeImmutable {
		$hours = $this->settings->int( self::SETTING );
		return 0 < $hours ? ( $this->clock->now()->modify( "-$hours hours" ) ?: null ) : null;
	}

	/** @return array{literal-string, list<string|int>} SQL, and the values of its placeholders. */
	private function silence(): array {
		$since = $this->silent_since();
		// Before everything, when it is switched off.
		$until = null === $since ? '1000-01-01 00:00:00' : Time::to_database( $since );
		return [
			'SELECT c.id FROM %i c FORCE INDEX (handler_activity) WHERE c.active = 1 AND c.handler = %s AND c.status = %s'
				. ' AND c.waiting_since IS NULL AND c.unread = 0 AND c.last_activity_at < %s AND c.last_activity_at >= %s'
				. ' AND NOT EXISTS ( SELECT 1 FROM %i e WHERE e.conversation_id = c.id AND e.created_at >= %s )',
			[
				$this->database->table( 'conversations' ),
				Handler::Human->value,
				Status::Open->value,
				$until,
				Time::to_database( ( $since ?? $this->clock->now() )->modify( '-' . self::WITHIN_DAYS . ' days' ) ?: $this->clock->now() ),
				$this->database->table( 'events' ),
				$until,
			],
		];
	}
}
