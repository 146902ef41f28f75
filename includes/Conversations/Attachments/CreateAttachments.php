<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Conversations\Attachments;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Storage\Database;
use Aaia\Chatbot\Storage\Migration;
use Aaia\Chatbot\Storage\Schema;

/** Table of the files that people attach to messages. */
final class CreateAttachments implements Migration {

	public function version(): int {
		return 310;
	}

	public function up( Database $database ): void {
		( new Schema( $database ) )->create(
			'message_attachments',
			[
				'id'              => 'BIGINT UNSIGNED NOT NULL AUTO_INCREMENT',
				'public_id'       => 'VARCHAR(64) NOT NULL',
				'conversation_id' => 'BIGINT UNSIGNED NULL',
				'message_id'      => 'BIGINT UNSIGNED NULL',
				'user_id'         => 'BIGINT UNSIGNED NULL',
				'visitor_id'      => 'BIGINT UNSIGNED NULL',
				'stored_name'     => 'CHAR(32) NOT NULL',
				'name'            => 'VARCHAR(150) NOT NULL',
				'mime'            => 'VARCHAR(100) NOT NULL',
				'size'            => 'BIGINT UNSIGNED NOT NULL',
				'width'           => 'INT UNSIGNED NULL',
				'height'          => 'INT UNSIGNED NULL',
				'thumbnail'       => 'TINYINT NOT NULL',
				'erased'          => 'TINYINT NOT NULL',
				'created_at'      => 'DATETIME NOT NULL',
			],
			[
				'PRIMARY KEY  (id)',
				'UNIQUE KEY public_id (public_id)',
				'KEY conversation (conversation_id, message_id)',
				'KEY uploader (visitor_id, created_at)',
				'KEY unsent (message_id, created_at)',
				'KEY erased (erased, id)',
			]
		);
	}
}
