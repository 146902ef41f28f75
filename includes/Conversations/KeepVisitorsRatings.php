<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Conversations;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Storage\Database;
use Aaia\Chatbot\Storage\Migration;
use Aaia\Chatbot\Storage\Schema;

/** Table of visitors' original ratings that staff have changed or reset; `ratings` contains the ones in effect. */
final class KeepVisitorsRatings implements Migration {

	public function version(): int {
		return 208;
	}

	public function up( Database $database ): void {
		( new Schema( $database ) )->create(
			'visitor_ratings',
			[
				'id'              => 'BIGINT UNSIGNED NOT NULL AUTO_INCREMENT',
				'conversation_id' => 'BIGINT UNSIGNED NOT NULL',
				'message_id'      => 'BIGINT UNSIGNED NOT NULL',
				'value'           => 'INT NOT NULL',
				'comment'         => 'TEXT NULL',
				'rated_at'        => 'DATETIME NOT NULL',
			],
			[ 'PRIMARY KEY  (id)', 'UNIQUE KEY rated (conversation_id, message_id)', 'KEY message (message_id)' ]
		);
	}
}
