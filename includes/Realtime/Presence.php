<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Realtime;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Storage\Database;
use Aaia\Chatbot\Support\Clock;
use Aaia\Chatbot\Support\Time;

/**
 * Who is looking at a conversation or typing in it right now. Each note ends by itself; nothing of it is an event.
 *
 * People are named by `visitor()` and `agent()`.
 */
final class Presence {

	public const TYPING = 'typing';

	public const VIEWING = 'viewing';

	/** A note of typing lasts this long, a little more than the pause between two. Seconds. */
	public const TYPING_SECONDS = 8;

	/** A note of viewing. Seconds. */
	public const VIEWING_SECONDS = 60;

	public function __construct(
		private readonly Database $database,
		private readonly Clock $clock,
	) {}

	/** Name of the visitor of a conversation. */
	public static function visitor(): string {
		return 'visitor';
	}

	/** Name of an agent. */
	public static function agent( int $user_id ): string {
		return 'agent:' . $user_id;
	}

	/** WordPress user of an agent's name; null for the visitor. */
	public static function user_id( string $who ): ?int {
		return str_starts_with( $who, 'agent:' ) ? (int) substr( $who, 6 ) : null;
	}

	/** Somebody does this now. @param self::TYPING|self::VIEWING $activity */
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
			$this->database->execute( 'DELETE FROM %i WHERE until < %s', $this->database->table( 'presence' ), Time::to_database( $this->clock->now() ) );
		}
	}

	/** Somebody stopped doing it, for instance by sending what was typed. */
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
