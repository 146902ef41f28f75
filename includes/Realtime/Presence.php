<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Realtime;

use Aaia\Chatbot\Storage\Database;
use Aaia\Chatbot\Support\Clock;
use Aaia\Chatbot\Support\Time;

/** Who types in, or looks at, a conversation now. Entries end by themselves; never events. */
final class Presence {

	public const TYPING = 'typing';

	public const VIEWING = 'viewing';

	/** An entry lasts this long unless renewed. Seconds. */
	private const SECONDS = 8;

	public function __construct(
		private readonly Database $database,
		private readonly Clock $clock,
	) {}

	/** @param string $who `visitor`, or `agent:{user id}`. */
	public function touch( int $conversation_id, string $who, string $activity ): void {
		$key = [
			'conversation_id' => $conversation_id,
			'who'             => $who,
			'activity'        => $activity,
		];
		$now = $this->clock->now();
		$this->database->insert_new( 'presence', $key + [ 'until' => Time::to_database( $now ) ] );
		$this->database->update( 'presence', [ 'until' => Time::to_database( $now->modify( '+' . self::SECONDS . ' seconds' ) ) ], $key );
		if ( 0 === random_int( 0, 49 ) ) {
			$this->database->execute( 'DELETE FROM %i WHERE until < %s', $this->database->table( 'presence' ), Time::to_database( $now ) );
		}
	}

	/** The message was sent: no longer typing. */
	public function leave( int $conversation_id, string $who, string $activity ): void {
		$this->database->delete(
			'presence',
			[
				'conversation_id' => $conversation_id,
				'who'             => $who,
				'activity'        => $activity,
			]
		);
	}

	/**
	 * Everybody present, in all conversations.
	 *
	 * @return list<array{conversation_id: int, who: string, activity: string}>
	 */
	public function everybody( int $limit = 200 ): array {
		return $this->entries( $this->database->rows( 'SELECT * FROM %i WHERE until >= %s ORDER BY until DESC LIMIT %d', $this->database->table( 'presence' ), Time::to_database( $this->clock->now() ), $limit ) );
	}

	/**
	 * Agents who type in a visitor's conversations.
	 *
	 * @return list<array{conversation_id: int, who: string, activity: string}>
	 */
	public function agents_typing_to( int $visitor_id ): array {
		return $this->entries(
			$this->database->rows(
				'SELECT p.* FROM %i p INNER JOIN %i c ON c.id = p.conversation_id WHERE c.visitor_id = %d AND p.activity = %s AND p.who LIKE %s AND p.until >= %s',
				$this->database->table( 'presence' ),
				$this->database->table( 'conversations' ),
				$visitor_id,
				self::TYPING,
				'agent:%',
				Time::to_database( $this->clock->now() )
			)
		);
	}

	/**
	 * @param list<array<string, ?string>> $rows
	 *
	 * @return list<array{conversation_id: int, who: string, activity: string}>
	 */
	private function entries( array $rows ): array {
		return array_map(
			static fn( array $row ): array => [
				'conversation_id' => (int) $row['conversation_id'],
				'who'             => (string) $row['who'],
				'activity'        => (string) $row['activity'],
			],
			$rows
		);
	}
}
