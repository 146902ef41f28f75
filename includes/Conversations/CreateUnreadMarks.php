<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Conversations;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Storage\Database;
use Aaia\Chatbot\Storage\Migration;
use Aaia\Chatbot\Storage\Schema;

/**
 * Adds who resolved a conversation, conversations that agents marked as unread, and indexes of those that wait for a person.
 *
 * Conversations that the assistant handled alone become read: only those that wait for a person count as unread.
 */
final class CreateUnreadMarks implements Migration {

	/** Rows of one statement. */
	private const PAGE = 2000;

	public function version(): int {
		return 230;
	}

	public function up( Database $database ): void {
		$schema = new Schema( $database );
		$schema->create(
			'unread_marks',
			[
				'user_id'         => 'BIGINT UNSIGNED NOT NULL',
				'conversation_id' => 'BIGINT UNSIGNED NOT NULL',
				'created_at'      => 'DATETIME NOT NULL',
			],
			[ 'PRIMARY KEY  (user_id, conversation_id)', 'KEY conversation (conversation_id)' ]
		);
		$schema->add_column( 'conversations', 'resolved_by', 'VARCHAR(10) NULL' );
		$schema->add_index( 'conversations', 'handler_activity', 'active, handler, status, last_activity_at, id' );
		$schema->add_index( 'conversations', 'assignee_waiting', 'active, assignee_id, waiting_since, id' );
		do {
			$changed = $database->execute(
				'UPDATE %i SET unread = 0 WHERE unread = 1 AND active = 1 AND waiting_since IS NULL LIMIT %d',
				$database->table( 'conversations' ),
				self::PAGE
			);
		} while ( self::PAGE === $changed );
	}
}
