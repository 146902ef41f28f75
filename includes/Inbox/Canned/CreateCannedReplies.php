<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Inbox\Canned;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Storage\Database;
use Aaia\Chatbot\Storage\Migration;
use Aaia\Chatbot\Storage\Schema;

/** Table of canned replies. `owner_id` is 0 for those shared with the team. */
final class CreateCannedReplies implements Migration {

	public function version(): int {
		return 280;
	}

	public function up( Database $database ): void {
		( new Schema( $database ) )->create(
			'canned_replies',
			[
				'id'         => 'BIGINT UNSIGNED NOT NULL AUTO_INCREMENT',
				'owner_id'   => 'BIGINT UNSIGNED NOT NULL',
				'code'       => 'VARCHAR(40) NOT NULL',
				'title'      => 'VARCHAR(120) NOT NULL',
				'folder'     => 'VARCHAR(60) NOT NULL',
				'text'       => 'TEXT NOT NULL',
				'changed_by' => 'BIGINT UNSIGNED NOT NULL',
				'changed_at' => 'DATETIME NOT NULL',
			],
			[ 'PRIMARY KEY  (id)', 'UNIQUE KEY owner_code (owner_id, code)' ]
		);
	}
}
