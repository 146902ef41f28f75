<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Realtime;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Storage\Database;
use Aaia\Chatbot\Support\Clock;
use Aaia\Chatbot\Support\Time;

/**
 * Records who is viewing a conversation or typing in it. Entries expire by themselves and are not events.
 *
 * People are identified by `visitor()` and `agent()`.
 */
final class Presence {

	public const TYPING = 'typing';

	public const VIEWING = 'viewing';

	/** Typing expires after this time, a little more than the interval between two reports. Seconds. */
	public const TYPING_SECONDS = 8;

	/** Viewing expires after this time. Seconds. */
	public const VIEWING_SECONDS = 60;

	public function __construct(
		private readonly Database $database,
		private readonly Clock $clock,
	) {}

	/** Identifier of the visitor of a conversation. */
	public static function visitor(): string {
		return 'visitor';
	}

	/** Identifier of an agent. */
	public static function agent( int $user_id ): string {
		return 'agent:' . $user_id;
	}

	/** WordPress user id of an agent's identifier; null for the visitor. */
	public static function user_id( string $who ): ?int {
		return str_starts_with( $who, 'agent:' ) ? (int) substr( $who, 6 ) : null;
	}

	/** Records that a person does this now. @param self::TYPING|self::VIEWING $activity */
	public function record( int $conversation_id, string $who, string $activity ): void {
		$seconds = self::TYPING === $activity ? self::TYPING_SECONDS : self::VIEWING_SECONDS;
		$until   = Time::to_database( $this->clock->now()->modify( "+$seconds seconds" ) );
		$this->database->execute(
			'INSERT INTO %i (conversation_id, who, activity, until) VALUES (%d, %s, %s, %s) ON DUPLICATE KEY UPDATE until = %s',
			$this->database->table( 'presence' ),
			$conversation_id,
			$who,
			$activity,
			$until,
			$until
		);
		if ( 0 === random_int( 0, 99 ) ) {
			$this->database->execute(
				'DELETE FROM %i WHERE until < %s',
				$this->database->table( 'presence' ),
				Time::to_database( $this->clock->now() ),
			);
		}
	}

	/** Removes an entry when the person stops, for instance by sending the message. */
	public function clear( int $conversation_id, string $who, string $activity ): void {
		$this->database->delete(
			'presence',
			[
				'conversation_id' => $conversation_id,
				'who'             => $who,
				'activity'        => $activity,
			]
		);
	}
}
