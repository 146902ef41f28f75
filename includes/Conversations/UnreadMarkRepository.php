<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Conversations;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Storage\Database;
use Aaia\Chatbot\Support\Clock;
use Aaia\Chatbot\Support\Time;

/** SQL of the table `unread_marks`: conversations that an agent marked as unread, for that agent only, until they are opened again. */
final class UnreadMarkRepository {

	/** Newest marks of one agent that a list takes into account. */
	private const MOST = 500;

	public function __construct(
		private readonly Database $database,
		private readonly Clock $clock,
	) {}

	/** Repeated calls change nothing. */
	public function add( int $user_id, int $conversation_id ): void {
		$this->database->insert_new(
			'unread_marks',
			[
				'user_id'         => $user_id,
				'conversation_id' => $conversation_id,
				'created_at'      => Time::to_database( $this->clock->now() ),
			]
		);
	}

	/** @return bool Whether there was a mark. */
	public function remove( int $user_id, int $conversation_id ): bool {
		return 0 < $this->database->delete( 'unread_marks', [ 'user_id' => $user_id, 'conversation_id' => $conversation_id ] );
	}

	/** Removes all marks of a user who was removed. */
	public function forget_user( int $user_id ): void {
		$this->database->delete( 'unread_marks', [ 'user_id' => $user_id ] );
	}

	/**
	 * Removes the marks of some users, but not of one.
	 *
	 * @param list<int> $user_ids
	 */
	public function remove_others( array $user_ids, int $conversation_id, int $but ): void {
		if ( [] !== $user_ids ) {
			$this->database->execute(
				'DELETE FROM %i WHERE conversation_id = %d AND user_id <> %d AND user_id IN ('
					. implode( ', ', array_fill( 0, count( $user_ids ), '%d' ) ) . ')',
				$this->database->table( 'unread_marks' ),
				$conversation_id,
				$but,
				...$user_ids
			);
		}
	}

	/**
	 * Conversations that the agent marked, newest mark first.
	 *
	 * @return list<int> Row ids.
	 */
	public function of( int $user_id ): array {
		return $this->ids( $this->database->rows(
			'SELECT conversation_id FROM %i WHERE user_id = %d ORDER BY created_at DESC, conversation_id DESC LIMIT %d',
			$this->database->table( 'unread_marks' ),
			$user_id,
			self::MOST
		) );
	}

	/**
	 * Those of some conversations that the agent marked.
	 *
	 * @param list<int> $conversation_ids
	 *
	 * @return list<int> Row ids.
	 */
	public function among( int $user_id, array $conversation_ids ): array {
		if ( [] === $conversation_ids ) {
			return [];
		}
		$marks = implode( ', ', array_fill( 0, count( $conversation_ids ), '%d' ) );
		return $this->ids( $this->database->rows(
			'SELECT conversation_id FROM %i WHERE user_id = %d AND conversation_id IN (' . $marks . ')',
			$this->database->table( 'unread_marks' ),
			$user_id,
			...$conversation_ids
		) );
	}

	/**
	 * @param list<array<string, ?string>> $rows
	 *
	 * @return list<int>
	 */
	private function ids( array $rows ): array {
		return array_map( static fn( array $row ): int => (int) $row['conversation_id'], $rows );
	}
}
