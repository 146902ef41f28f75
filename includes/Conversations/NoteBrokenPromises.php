<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Conversations;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Jobs\Job;
use Aaia\Chatbot\Jobs\JobHandler;
use Aaia\Chatbot\Storage\Database;
use Aaia\Chatbot\Support\Clock;
use Aaia\Chatbot\Support\Time;

/** Job that notes on conversations that the time by which the visitor was promised an answer has passed. */
final class NoteBrokenPromises implements JobHandler {

	public const NAME = 'conversations.promises';

	public const EVERY_SECONDS = 5 * MINUTE_IN_SECONDS;

	/** Conversations of one run; the next run goes on. */
	private const MOST = 200;

	public function __construct(
		private readonly Database $database,
		private readonly Clock $clock,
		private readonly SupportService $support,
	) {}

	/**
	 * Query that returns a row when a conversation is due.
	 *
	 * @return array{literal-string, list<string|int>} SQL, and the values of its placeholders.
	 */
	public function due(): array {
		return [ 'SELECT id FROM %i WHERE promise = %s AND promised_until < %s LIMIT 1', $this->passed() ];
	}

	public function handle( Job $job ): void {
		$rows = $this->database->rows(
			'SELECT id FROM %i WHERE promise = %s AND promised_until < %s ORDER BY promised_until LIMIT %d',
			...[ ...$this->passed(), self::MOST ]
		);
		foreach ( $rows as $row ) {
			$this->support->note_broken_promise( (int) $row['id'] );
		}
	}

	/** @return list<string> Values of the placeholders. */
	private function passed(): array {
		return [ $this->database->table( 'conversations' ), Promise::Open->value, Time::to_database( $this->clock->now() ) ];
	}
}
