<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Conversations;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Storage\Database;

/** SQL of the table `mentions`: colleagues named in private notes, unseen until they open the conversation. */
final class MentionRepository {

	public function __construct( private readonly Database $database ) {}

	public function add( int $message_id, int $conversation_id, int $user_id ): void {
		$this->database->insert_new(
			'mentions',
			[
				'message_id'      => $message_id,
				'user_id'         => $user_id,
				'conversation_id' => $conversation_id,
				'seen'            => 0,
			]
		);
	}

	/** Removes all mentions of a user who was removed. */
	public function forget_user( int $user_id ): void {
		$this->database->delete( 'mentions', [ 'user_id' => $user_id ] );
	}

	/** @return bool Whether there was one that the user had not seen. */
	public function mark_seen( int $conversation_id, int $user_id ): bool {
		return 0 < $this->database->update(
			'mentions',
			[ 'seen' => 1 ],
			[ 'conversation_id' => $conversation_id, 'user_id' => $user_id, 'seen' => 0 ]
		);
	}

	public function is_unseen( int $message_id, int $user_id ): bool {
		return null !== $this->database->value(
			'SELECT message_id FROM %i WHERE message_id = %d AND user_id = %d AND seen = 0',
			$this->database->table( 'mentions' ),
			$message_id,
			$user_id
		);
	}

	/** Whether the user was named in the conversation before a message and has not looked since. */
	public function was_named_before( int $conversation_id, int $message_id, int $user_id ): bool {
		return null !== $this->database->value(
			'SELECT message_id FROM %i WHERE user_id = %d AND conversation_id = %d AND seen = 0 AND message_id < %d LIMIT 1',
			$this->database->table( 'mentions' ),
			$user_id,
			$conversation_id,
			$message_id
		);
	}

	/**
	 * Those of some conversations in which the user is named and has not looked since.
	 *
	 * @param list<int> $conversation_ids
	 *
	 * @return list<int> Row ids.
	 */
	public function unseen_among( int $user_id, array $conversation_ids ): array {
		if ( [] === $conversation_ids ) {
			return [];
		}
		$marks = implode( ', ', array_fill( 0, count( $conversation_ids ), '%d' ) );
		$rows  = $this->database->rows(
			'SELECT DISTINCT conversation_id FROM %i WHERE user_id = %d AND seen = 0 AND conversation_id IN (' . $marks . ')',
			$this->database->table( 'mentions' ),
			$user_id,
			...$conversation_ids
		);
		return array_map( static fn( array $row ): int => (int) $row['conversation_id'], $rows );
	}

	/**
	 * Who is named in some messages.
	 *
	 * @param list<int> $message_ids
	 *
	 * @return array<int, list<int>> WordPress users by row id of the message.
	 */
	public function of_messages( array $message_ids ): array {
		if ( [] === $message_ids ) {
			return [];
		}
		$marks = implode( ', ', array_fill( 0, count( $message_ids ), '%d' ) );
		$named = [];
		foreach ( $this->database->rows(
			'SELECT message_id, user_id FROM %i WHERE message_id IN (' . $marks . ') ORDER BY message_id, user_id',
			$this->database->table( 'mentions' ),
			...$message_ids
		) as $row ) {
			$named[ (int) $row['message_id'] ][] = (int) $row['user_id'];
		}
		return $named;
	}
}
