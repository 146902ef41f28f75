<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Improve\Corrections;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Storage\Database;
use Aaia\Chatbot\Storage\Migration;
use Aaia\Chatbot\Storage\Schema;

/** Creates the tables of previews: what earlier questions would get with an answer that is not published yet. */
final class CreateReachPreviews implements Migration {

	public function version(): int {
		return 392;
	}

	public function up( Database $database ): void {
		$schema = new Schema( $database );
		$schema->create(
			'reach_previews',
			[
				'id'         => 'BIGINT UNSIGNED NOT NULL AUTO_INCREMENT',
				'public_id'  => 'VARCHAR(64) NOT NULL',
				'user_id'    => 'BIGINT UNSIGNED NOT NULL',
				'draft'      => 'MEDIUMTEXT NOT NULL',
				// Rows of messages, a JSON list.
				'questions'  => 'TEXT NOT NULL',
				'done'       => 'INT UNSIGNED NOT NULL DEFAULT 0',
				'created_at' => 'DATETIME NOT NULL',
			],
			[ 'PRIMARY KEY  (id)', 'UNIQUE KEY public_id (public_id)', 'KEY created (created_at)' ]
		);
		$schema->create(
			'reach_changes',
			[
				'id'              => 'BIGINT UNSIGNED NOT NULL AUTO_INCREMENT',
				'preview_id'      => 'BIGINT UNSIGNED NOT NULL',
				'conversation_id' => 'BIGINT UNSIGNED NOT NULL',
				'message_id'      => 'BIGINT UNSIGNED NOT NULL',
				'outcome'         => 'VARCHAR(10) NOT NULL',
				'answer_before'   => 'TEXT NOT NULL',
				'answer_after'    => 'TEXT NOT NULL',
			],
			[ 'PRIMARY KEY  (id)', 'UNIQUE KEY question (preview_id, message_id)', 'KEY conversation (conversation_id)' ]
		);
	}
}
