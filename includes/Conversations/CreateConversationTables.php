<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Conversations;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Storage\Database;
use Aaia\Chatbot\Storage\Migration;
use Aaia\Chatbot\Storage\Schema;

/**
 * Tables of conversations, messages, turns, ratings, requests for a person and presence. Indexes end with the sort columns of the list
 * they serve.
 */
final class CreateConversationTables implements Migration {

	public function version(): int {
		return 4;
	}

	public function up( Database $database ): void {
		$schema = new Schema( $database );
		$this->conversations( $schema );
		$this->messages( $schema );
		$schema->create(
			'turns',
			[
				'id'                => 'BIGINT UNSIGNED NOT NULL AUTO_INCREMENT',
				'visitor_id'        => 'BIGINT UNSIGNED NOT NULL',
				'client_message_id' => 'VARCHAR(64) NOT NULL',
				'conversation_id'   => 'BIGINT UNSIGNED NOT NULL',
				'question_id'       => 'BIGINT UNSIGNED NOT NULL DEFAULT 0',
				'answer_id'         => 'BIGINT UNSIGNED NULL',
				'state'             => 'VARCHAR(20) NOT NULL',
				'locale'            => 'VARCHAR(20) NOT NULL',
				'lease_token'       => 'VARCHAR(22) NULL',
				'lease_until'       => 'DATETIME NULL',
				'wanted_until'      => 'DATETIME NULL',
				'stop_requested'    => 'TINYINT NOT NULL DEFAULT 0',
				'approval_id'       => 'VARCHAR(22) NULL',
				'approval_until'    => 'DATETIME NULL',
				'cost_reserved'     => 'BIGINT NOT NULL DEFAULT 0',
				'created_at'        => 'DATETIME NOT NULL',
				'ended_at'          => 'DATETIME NULL',
			],
			[
				'PRIMARY KEY  (id)',
				'UNIQUE KEY sent (visitor_id, client_message_id)',
				'KEY conversation (conversation_id, id)',
				'KEY answer (answer_id)',
				'KEY stale (state, lease_until)',
			]
		);
		$schema->create(
			'ratings',
			[
				'id'              => 'BIGINT UNSIGNED NOT NULL AUTO_INCREMENT',
				'conversation_id' => 'BIGINT UNSIGNED NOT NULL',
				'message_id'      => 'BIGINT UNSIGNED NOT NULL',
				'value'           => 'INT NOT NULL',
				'comment'         => 'TEXT NULL',
				'user_id'         => 'BIGINT UNSIGNED NULL',
				'created_at'      => 'DATETIME NOT NULL',
				'updated_at'      => 'DATETIME NOT NULL',
			],
			[ 'PRIMARY KEY  (id)', 'UNIQUE KEY rated (conversation_id, message_id)', 'KEY message (message_id)' ]
		);
		$schema->create(
			'support_requests',
			[
				'id'              => 'BIGINT UNSIGNED NOT NULL AUTO_INCREMENT',
				'conversation_id' => 'BIGINT UNSIGNED NOT NULL',
				'message_id'      => 'BIGINT UNSIGNED NULL',
				'origin'          => 'VARCHAR(10) NOT NULL',
				'reason'          => 'VARCHAR(20) NOT NULL',
				'summary'         => 'TEXT NOT NULL',
				'email'           => 'VARCHAR(254) NULL',
				'name'            => 'VARCHAR(120) NULL',
				'page_url'        => 'VARCHAR(2000) NOT NULL',
				'page_title'      => 'VARCHAR(300) NOT NULL',
				'sealed_ip'       => 'TEXT NULL',
				'created_at'      => 'DATETIME NOT NULL',
			],
			[ 'PRIMARY KEY  (id)', 'KEY conversation (conversation_id, id)' ]
		);
		$schema->create(
			'presence',
			[
				'conversation_id' => 'BIGINT UNSIGNED NOT NULL',
				'who'             => 'VARCHAR(40) NOT NULL',
				'activity'        => 'VARCHAR(10) NOT NULL',
				'until'           => 'DATETIME NOT NULL',
			],
			[ 'PRIMARY KEY  (conversation_id, who, activity)', 'KEY until (until)' ]
		);
	}

	private function conversations( Schema $schema ): void {
		$schema->create(
			'conversations',
			[
				'id'                 => 'BIGINT UNSIGNED NOT NULL AUTO_INCREMENT',
				'public_id'          => 'VARCHAR(64) NOT NULL',
				'visitor_id'         => 'BIGINT UNSIGNED NULL',
				'channel'            => 'VARCHAR(20) NOT NULL',
				'channel_account_id' => 'BIGINT UNSIGNED NULL',
				'status'             => 'VARCHAR(10) NOT NULL',
				'active'             => 'TINYINT NOT NULL DEFAULT 1',
				'archived_at'        => 'DATETIME NULL',
				'handler'            => 'VARCHAR(10) NOT NULL',
				'contact_id'         => 'BIGINT UNSIGNED NULL',
				'assignee_id'        => 'BIGINT UNSIGNED NULL',
				'team_id'            => 'BIGINT UNSIGNED NULL',
				'priority'           => 'TINYINT NOT NULL DEFAULT 0',
				'category_id'        => 'BIGINT UNSIGNED NULL',
				'subject'            => "VARCHAR(255) NOT NULL DEFAULT ''",
				'language'           => "VARCHAR(20) NOT NULL DEFAULT ''",
				'page_url'           => "VARCHAR(2000) NOT NULL DEFAULT ''",
				'page_title'         => "VARCHAR(300) NOT NULL DEFAULT ''",
				'preview'            => "VARCHAR(200) NOT NULL DEFAULT ''",
				'last_message_id'    => 'BIGINT UNSIGNED NULL',
				'last_activity_at'   => 'DATETIME NOT NULL',
				'last_inbound_at'    => 'DATETIME NULL',
				'waiting_since'      => 'DATETIME NULL',
				'first_reply_at'     => 'DATETIME NULL',
				'resolved_at'        => 'DATETIME NULL',
				'snoozed_until'      => 'DATETIME NULL',
				'unread'             => 'TINYINT NOT NULL DEFAULT 0',
				'visitor_read_id'    => 'BIGINT UNSIGNED NULL',
				'worst_rating'       => 'TINYINT NULL',
				'person_requested'   => 'VARCHAR(10) NULL',
				'created_at'         => 'DATETIME NOT NULL',
			],
			[
				'PRIMARY KEY  (id)',
				'UNIQUE KEY public_id (public_id)',
				'KEY visitor (visitor_id, id)',
				'KEY active_activity (active, last_activity_at, id)',
				'KEY status_activity (status, last_activity_at, id)',
				'KEY assignee_activity (assignee_id, status, last_activity_at, id)',
				'KEY team_activity (team_id, status, last_activity_at, id)',
				'KEY account_activity (channel_account_id, last_activity_at, id)',
				'KEY contact_activity (contact_id, last_activity_at, id)',
				'KEY rating_activity (worst_rating, last_activity_at, id)',
				'KEY category_activity (category_id, last_activity_at, id)',
				'KEY archived_activity (archived_at, last_activity_at, id)',
				'KEY unread_active (unread, active, last_activity_at, id)',
				'KEY active_waiting (active, waiting_since, id)',
				'KEY snoozed (status, snoozed_until)',
			]
		);
	}

	private function messages( Schema $schema ): void {
		$schema->create(
			'messages',
			[
				'id'                 => 'BIGINT UNSIGNED NOT NULL AUTO_INCREMENT',
				'public_id'          => 'VARCHAR(64) NOT NULL',
				'conversation_id'    => 'BIGINT UNSIGNED NOT NULL',
				'author_type'        => 'VARCHAR(10) NOT NULL',
				'author_id'          => 'BIGINT UNSIGNED NULL',
				'acted_by'           => 'BIGINT UNSIGNED NULL',
				'private'            => 'TINYINT NOT NULL DEFAULT 0',
				'parts'              => 'MEDIUMTEXT NOT NULL',
				'text'               => 'MEDIUMTEXT NOT NULL',
				'generation'         => "VARCHAR(12) NOT NULL DEFAULT 'complete'",
				'delivery'           => "VARCHAR(10) NOT NULL DEFAULT 'none'",
				'delivery_error'     => 'TEXT NULL',
				'refused'            => 'TINYINT NOT NULL DEFAULT 0',
				'offer_person'       => 'TINYINT NOT NULL DEFAULT 0',
				'client_id'          => 'VARCHAR(64) NULL',
				'question_id'        => 'BIGINT UNSIGNED NULL',
				'channel_account_id' => 'BIGINT UNSIGNED NULL',
				'external_id'        => 'VARCHAR(190) NULL',
				'created_at'         => 'DATETIME NOT NULL',
			],
			[
				'PRIMARY KEY  (id)',
				'UNIQUE KEY public_id (public_id)',
				'UNIQUE KEY external (channel_account_id, external_id)',
				'KEY conversation (conversation_id, id)',
			]
		);
	}
}
