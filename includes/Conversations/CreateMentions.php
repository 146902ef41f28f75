<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Conversations;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Storage\Database;
use Aaia\Chatbot\Storage\Migration;
use Aaia\Chatbot\Storage\Schema;

/** Table of the colleagues whom agents name in private notes. */
final class CreateMentions implements Migration {

	public function version(): int {
		return 281;
	}

	public function up( Database $database ): void {
		( new Schema( $database ) )->create(
			'mentions',
			[
				'message_id'      => 'BIGINT UNSIGNED NOT NULL',
				'user_id'         => 'BIGINT UNSIGNED NOT NULL',
				'conversation_id' => 'BIGINT UNSIGNED NOT NULL',
				'seen'            => 'TINYINT NOT NULL',
			],
			[ 'PRIMARY KEY  (message_id, user_id)', 'KEY conversation (conversation_id, user_id, seen)' ]
		);
	}
}
