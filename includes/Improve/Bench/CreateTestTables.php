<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Improve\Bench;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Storage\Database;
use Aaia\Chatbot\Storage\Migration;
use Aaia\Chatbot\Storage\Schema;

/**
 * Creates the tables of the test bench: cases, runs, a result for each case of a run, answers published though a case turned bad,
 * and documents that changed since the cases that they touch were run (0: something that touches all).
 */
final class CreateTestTables implements Migration {

	public function version(): int {
		return 400;
	}

	public function up( Database $database ): void {
		$schema = new Schema( $database );
		$id     = 'BIGINT UNSIGNED NOT NULL AUTO_INCREMENT';
		$schema->create(
			'test_questions',
			[
				'id'              => $id,
				'public_id'       => 'VARCHAR(64) NOT NULL',
				'conversation_id' => 'BIGINT UNSIGNED NULL',
				'message_id'      => 'BIGINT UNSIGNED NULL',
				'origin'          => 'VARCHAR(12) NOT NULL',
				'question'        => 'TEXT NOT NULL',
				'question_key'    => 'CHAR(32) NOT NULL',
				'history'         => 'MEDIUMTEXT NOT NULL',
				'language'        => 'VARCHAR(12) NOT NULL',
				'expectation'     => 'TEXT NOT NULL',
				'now_result'      => 'BIGINT UNSIGNED NULL',
				'builtin_result'  => 'BIGINT UNSIGNED NULL',
				'created_at'      => 'DATETIME NOT NULL',
				'updated_at'      => 'DATETIME NOT NULL',
			],
			[
				'PRIMARY KEY  (id)',
				'UNIQUE KEY public_id (public_id)',
				'KEY question_key (question_key)',
				'KEY conversation (conversation_id)',
				'KEY message (message_id)',
			]
		);
		$schema->create(
			'test_runs',
			[
				'id'          => $id,
				'public_id'   => 'VARCHAR(64) NOT NULL',
				'live'        => 'TINYINT NULL',
				'state'       => 'VARCHAR(10) NOT NULL',
				'reason'      => 'VARCHAR(20) NOT NULL DEFAULT \'\'',
				'cause'       => 'VARCHAR(10) NOT NULL',
				'lane'        => 'VARCHAR(10) NOT NULL',
				'candidate'   => 'MEDIUMTEXT NOT NULL',
				'model'       => 'VARCHAR(100) NOT NULL DEFAULT \'\'',
				'user_id'     => 'BIGINT UNSIGNED NULL',
				'complete'    => 'TINYINT NOT NULL DEFAULT 0',
				'judge'       => 'TINYINT NOT NULL DEFAULT 0',
				'total'       => 'INT UNSIGNED NOT NULL DEFAULT 0',
				'cap_micro'   => 'BIGINT NULL',
				'cap_tokens'  => 'BIGINT NULL',
				'micro'       => 'BIGINT NOT NULL DEFAULT 0',
				'tokens'      => 'BIGINT NOT NULL DEFAULT 0',
				'fingerprint' => 'VARCHAR(64) NOT NULL DEFAULT \'\'',
				'created_at'  => 'DATETIME NOT NULL',
				'moved_at'    => 'DATETIME NOT NULL',
				'ended_at'    => 'DATETIME NULL',
			],
			[ 'PRIMARY KEY  (id)', 'UNIQUE KEY public_id (public_id)', 'UNIQUE KEY live (live)', 'KEY ended (ended_at)' ]
		);
		$schema->create(
			'test_results',
			[
				'id'              => $id,
				'run_id'          => 'BIGINT UNSIGNED NOT NULL',
				'question_id'     => 'BIGINT UNSIGNED NOT NULL',
				'conversation_id' => 'BIGINT UNSIGNED NULL',
				'verdict'         => 'VARCHAR(8) NOT NULL DEFAULT \'waiting\'',
				'compared'        => 'VARCHAR(8) NOT NULL DEFAULT \'\'',
				'before_id'       => 'BIGINT UNSIGNED NULL',
				'failures'        => 'TEXT NULL',
				'answer'          => 'MEDIUMTEXT NULL',
				'refused'         => 'TINYINT NOT NULL DEFAULT 0',
				'model'           => 'VARCHAR(100) NOT NULL DEFAULT \'\'',
				'sources'         => 'TEXT NULL',
				'found'           => 'TEXT NULL',
				'ms'              => 'INT UNSIGNED NOT NULL DEFAULT 0',
				'micro'           => 'BIGINT NULL',
				'judged'          => 'VARCHAR(10) NOT NULL DEFAULT \'\'',
				'judged_why'      => 'TEXT NULL',
			],
			[
				'PRIMARY KEY  (id)',
				'UNIQUE KEY asked (run_id, question_id)',
				'KEY verdict (run_id, verdict, id)',
				'KEY compared (run_id, compared, id)',
				'KEY question (question_id)',
				'KEY conversation (conversation_id)',
			]
		);
		$schema->create(
			'test_overrides',
			[
				'id'         => $id,
				'user_id'    => 'BIGINT UNSIGNED NOT NULL',
				'reason'     => 'TEXT NOT NULL',
				'cases'      => 'TEXT NOT NULL',
				'created_at' => 'DATETIME NOT NULL',
			],
			[ 'PRIMARY KEY  (id)' ]
		);
		$schema->create( 'test_touches', [ 'document_id' => 'BIGINT UNSIGNED NOT NULL' ], [ 'PRIMARY KEY  (document_id)' ] );
	}
}
