<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Conversations;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Storage\Database;
use Aaia\Chatbot\Storage\Migration;
use Aaia\Chatbot\Storage\Schema;

/** Table of the e-mail addresses that staff entered for conversations. */
final class CreateReplyAddresses implements Migration {

	public function version(): int {
		return 221;
	}

	public function up( Database $database ): void {
		( new Schema( $database ) )->create(
			'reply_addresses',
			[
				'conversation_id' => 'BIGINT UNSIGNED NOT NULL',
				'email'           => 'VARCHAR(254) NOT NULL',
				'user_id'         => 'BIGINT UNSIGNED NOT NULL',
				'created_at'      => 'DATETIME NOT NULL',
			],
			[ 'PRIMARY KEY  (conversation_id)' ]
		);
	}
}
