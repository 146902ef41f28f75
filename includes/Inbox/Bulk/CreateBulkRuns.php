<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Inbox\Bulk;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Storage\Database;
use Aaia\Chatbot\Storage\Migration;
use Aaia\Chatbot\Storage\Schema;

/** Creates the tables of changes to many conversations at once, and of the conversations of each. */
final class CreateBulkRuns implements Migration {

	public function version(): int {
		return 330;
	}

	public function up( Database $database ): void {
		$schema = new Schema( $database );
		$schema->create(
			'bulk_runs',
			[
				'id'         => 'BIGINT UNSIGNED NOT NULL AUTO_INCREMENT',
				'public_id'  => 'VARCHAR(64) NOT NULL',
				'user_id'    => 'BIGINT UNSIGNED NOT NULL',
				'action'     => 'VARCHAR(10) NOT NULL',
				'params'     => 'TEXT NOT NULL',
				'filter'     => 'TEXT NULL',
				'before_id'  => 'BIGINT UNSIGNED NULL',
				'capped'     => 'TINYINT NOT NULL DEFAULT 0',
				'state'      => 'VARCHAR(10) NOT NULL',
				'reason'     => 'VARCHAR(20) NULL',
				'total'      => 'INT NOT NULL DEFAULT 0',
				'done'       => 'INT NOT NULL DEFAULT 0',
				'skipped'    => 'INT NOT NULL DEFAULT 0',
				'failed'     => 'INT NOT NULL DEFAULT 0',
				'undo_of'    => 'BIGINT UNSIGNED NULL',
				'created_at' => 'DATETIME NOT NULL',
				'ended_at'   => 'DATETIME NULL',
			],
			[ 'PRIMARY KEY  (id)', 'UNIQUE KEY public_id (public_id)', 'UNIQUE KEY undo_of (undo_of)' ]
		);
		$schema->create(
			'bulk_items',
			[
				'run_id'          => 'BIGINT UNSIGNED NOT NULL',
				'conversation_id' => 'BIGINT UNSIGNED NOT NULL',
				'state'           => 'VARCHAR(10) NOT NULL',
				'reason'          => 'VARCHAR(20) NULL',
				'was'             => 'TEXT NULL',
				'became'          => 'TEXT NULL',
				'done_at'         => 'DATETIME NULL',
			],
			[
				'PRIMARY KEY  (run_id, conversation_id)',
				'KEY state (run_id, state, reason, conversation_id)',
				'KEY conversation (conversation_id)',
			]
		);
	}
}
