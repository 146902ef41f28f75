<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Conversations;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Storage\Database;
use Aaia\Chatbot\Storage\Migration;
use Aaia\Chatbot\Storage\Schema;

/** Table of the errors visitors report on the sources of answers. */
final class CreateSourceReports implements Migration {

	public function version(): int {
		return 5;
	}

	public function up( Database $database ): void {
		( new Schema( $database ) )->create(
			'source_reports',
			[
				'id'              => 'BIGINT UNSIGNED NOT NULL AUTO_INCREMENT',
				'conversation_id' => 'BIGINT UNSIGNED NOT NULL',
				'message_id'      => 'BIGINT UNSIGNED NOT NULL',
				'source'          => 'VARCHAR(20) NOT NULL',
				'document_id'     => 'BIGINT UNSIGNED NULL',
				'url'             => 'VARCHAR(2000) NOT NULL',
				'title'           => 'VARCHAR(300) NOT NULL',
				'comment'         => 'TEXT NULL',
				'settled'         => 'TINYINT NOT NULL DEFAULT 0',
				'settled_by'      => 'BIGINT UNSIGNED NULL',
				'created_at'      => 'DATETIME NOT NULL',
			],
			[
				'PRIMARY KEY  (id)',
				'UNIQUE KEY reported (message_id, source)',
				'KEY conversation (conversation_id, settled)',
				'KEY open_first (settled, id)',
			]
		);
	}
}
