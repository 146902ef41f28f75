<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Improve\Lessons;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Storage\Database;
use Aaia\Chatbot\Storage\Migration;
use Aaia\Chatbot\Storage\Schema;

/** Tables of what the team learnt, and of the conversations that a lesson is about. A lesson stays when its conversations are deleted. */
final class CreateLessons implements Migration {

	public function version(): int {
		return 382;
	}

	public function up( Database $database ): void {
		$schema = new Schema( $database );
		$schema->create(
			'lessons',
			[
				'id'         => 'BIGINT UNSIGNED NOT NULL AUTO_INCREMENT',
				'public_id'  => 'VARCHAR(64) NOT NULL',
				'problem'    => 'TEXT NOT NULL',
				'cause'      => 'TEXT NOT NULL',
				'action'     => 'TEXT NOT NULL',
				'result'     => 'TEXT NOT NULL',
				'folded'     => 'MEDIUMTEXT NOT NULL',
				'acted_on'   => 'DATETIME NULL',
				'user_id'    => 'BIGINT UNSIGNED NOT NULL',
				'created_at' => 'DATETIME NOT NULL',
				'updated_at' => 'DATETIME NOT NULL',
			],
			[ 'PRIMARY KEY  (id)', 'UNIQUE KEY public_lesson (public_id)' ]
		);
		$schema->create(
			'lesson_links',
			[
				'lesson_id'       => 'BIGINT UNSIGNED NOT NULL',
				'conversation_id' => 'BIGINT UNSIGNED NOT NULL',
			],
			[ 'PRIMARY KEY  (lesson_id, conversation_id)', 'KEY conversation (conversation_id)' ]
		);
	}
}
