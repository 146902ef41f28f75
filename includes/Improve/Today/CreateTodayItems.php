<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Improve\Today;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Storage\Database;
use Aaia\Chatbot\Storage\Migration;
use Aaia\Chatbot\Storage\Schema;

/** Table of what the page "Today" shows, where it cannot be read from the conversations themselves. */
final class CreateTodayItems implements Migration {

	public function version(): int {
		return 381;
	}

	public function up( Database $database ): void {
		( new Schema( $database ) )->create(
			'today_items',
			[
				'id'              => 'BIGINT UNSIGNED NOT NULL AUTO_INCREMENT',
				'kind'            => 'VARCHAR(20) NOT NULL',
				'conversation_id' => 'BIGINT UNSIGNED NOT NULL',
				'message_id'      => 'BIGINT UNSIGNED NOT NULL',
				'other_id'        => 'BIGINT UNSIGNED NOT NULL DEFAULT 0',
				'done'            => 'TINYINT NOT NULL DEFAULT 0',
				'noted_at'        => 'DATETIME NOT NULL',
				'done_by'         => 'BIGINT UNSIGNED NULL',
				'done_at'         => 'DATETIME NULL',
			],
			[
				'PRIMARY KEY  (id)',
				'UNIQUE KEY noted (conversation_id, message_id, kind)',
				'KEY open_first (kind, done, id)',
				'KEY doers (done_by, done_at)',
			]
		);
	}
}
