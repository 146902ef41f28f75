<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Improve\Gaps;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Storage\Database;
use Aaia\Chatbot\Storage\Migration;
use Aaia\Chatbot\Storage\Schema;

/**
 * Creates the tables of gaps: the gaps, their questions, and the words of the first question of each, by which further ones are found.
 * No table holds a question: it is read from its message, and is gone with it.
 */
final class CreateGaps implements Migration {

	public function version(): int {
		return 390;
	}

	public function up( Database $database ): void {
		$schema = new Schema( $database );
		$schema->create(
			'gaps',
			[
				'id'            => 'BIGINT UNSIGNED NOT NULL AUTO_INCREMENT',
				'public_id'     => 'VARCHAR(64) NOT NULL',
				'state'         => 'VARCHAR(10) NOT NULL',
				// Row of gap_questions; 0 when its conversation was deleted.
				'first_id'      => 'BIGINT UNSIGNED NOT NULL DEFAULT 0',
				'questions'     => 'INT UNSIGNED NOT NULL DEFAULT 0',
				'harm'          => 'INT UNSIGNED NOT NULL DEFAULT 0',
				'cause'         => 'VARCHAR(16) NULL',
				'evidence'      => 'TEXT NULL',
				'reason'        => "VARCHAR(500) NOT NULL DEFAULT ''",
				'came_back'     => 'TINYINT NOT NULL DEFAULT 0',
				'assignee_id'   => 'BIGINT UNSIGNED NULL',
				'task'          => "VARCHAR(500) NOT NULL DEFAULT ''",
				'answer_id'     => 'VARCHAR(64) NULL',
				'last_asked_at' => 'DATETIME NULL',
				'closed_at'     => 'DATETIME NULL',
				'closed_by'     => 'BIGINT UNSIGNED NULL',
				'created_at'    => 'DATETIME NOT NULL',
			],
			[
				'PRIMARY KEY  (id)',
				'UNIQUE KEY public_id (public_id)',
				'KEY worst (state, harm, id)',
				'KEY task (assignee_id, state, harm, id)',
				'KEY answer (answer_id)',
			]
		);
		$schema->create(
			'gap_questions',
			[
				'id'              => 'BIGINT UNSIGNED NOT NULL AUTO_INCREMENT',
				'gap_id'          => 'BIGINT UNSIGNED NOT NULL',
				'conversation_id' => 'BIGINT UNSIGNED NOT NULL',
				// The answer; the question stands before it.
				'message_id'      => 'BIGINT UNSIGNED NOT NULL',
				'question_id'     => 'BIGINT UNSIGNED NOT NULL',
				'signals'         => 'VARCHAR(100) NOT NULL',
				'harm'            => 'INT UNSIGNED NOT NULL',
				'asked_at'        => 'DATETIME NOT NULL',
			],
			[
				'PRIMARY KEY  (id)',
				'UNIQUE KEY answer (message_id)',
				'KEY gap (gap_id, asked_at, id)',
				'KEY conversation (conversation_id)',
			]
		);
		$schema->create(
			'gap_words',
			[
				'word'            => 'BIGINT UNSIGNED NOT NULL',
				'gap_id'          => 'BIGINT UNSIGNED NOT NULL',
				'position'        => 'TINYINT UNSIGNED NOT NULL',
				'conversation_id' => 'BIGINT UNSIGNED NOT NULL',
			],
			[ 'PRIMARY KEY  (word, gap_id, position)', 'KEY gap (gap_id)', 'KEY conversation (conversation_id)' ]
		);
		$database->insert_new( 'counters', [ 'name' => GapRepository::EVENTS ] );
	}
}
