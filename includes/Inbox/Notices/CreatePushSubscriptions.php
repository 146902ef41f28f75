<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Inbox\Notices;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Storage\Database;
use Aaia\Chatbot\Storage\Migration;
use Aaia\Chatbot\Storage\Schema;

/** Table of the browsers in which agents receive notifications while the inbox is closed. */
final class CreatePushSubscriptions implements Migration {

	public function version(): int {
		return 320;
	}

	public function up( Database $database ): void {
		( new Schema( $database ) )->create(
			'push_subscriptions',
			[
				'id'            => 'BIGINT UNSIGNED NOT NULL AUTO_INCREMENT',
				'public_id'     => 'VARCHAR(64) NOT NULL',
				'user_id'       => 'BIGINT UNSIGNED NOT NULL',
				'endpoint_hash' => 'CHAR(64) NOT NULL',
				'sealed'        => 'TEXT NOT NULL',
				'label'         => 'VARCHAR(120) NOT NULL',
				'session'       => 'CHAR(64) NULL',
				'created_at'    => 'DATETIME NOT NULL',
				'seen_at'       => 'DATETIME NOT NULL',
				'sent_at'       => 'DATETIME NULL',
				'failures'      => 'SMALLINT UNSIGNED NOT NULL DEFAULT 0',
			],
			[
				'PRIMARY KEY  (id)',
				'UNIQUE KEY public_id (public_id)',
				'UNIQUE KEY endpoint (endpoint_hash)',
				'KEY user (user_id, seen_at)',
				'KEY session (session)',
			]
		);
	}
}
