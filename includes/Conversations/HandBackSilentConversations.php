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

/** Job that hands conversations back to the assistant when a person holds them, nobody waits and nobody wrote for some hours. */
final class HandBackSilentConversations implements JobHandler {

	public const NAME = 'conversations.hand_back';

	public const EVERY_SECONDS = 10 * MINUTE_IN_SECONDS;

	/** Setting: hours of silence; 0 never hands back. */
	public const SETTING = 'hand_back_hours';

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
			: $this->database->rows( $sql . ' ORDER BY last_activity_at, id LIMIT %d', ...[ ...$values, self::MOST ] );
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
		return [
			'SELECT id FROM %i FORCE INDEX (handler_activity) WHERE active = 1 AND handler = %s AND status = %s AND waiting_since IS NULL'
				. ' AND last_activity_at < %s',
			[
				$this->database->table( 'conversations' ),
				Handler::Human->value,
				Status::Open->value,
				// Before everything, when it is switched off.
				null === $since ? '1000-01-01 00:00:00' : Time::to_database( $since ),
			],
		];
	}
}
