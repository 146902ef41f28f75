<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Inbox;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Storage\Database;
use Aaia\Chatbot\Storage\Migration;
use Aaia\Chatbot\Storage\Schema;

/** The table of saved views: filters of the list under a name, for one user or for the team. */
final class CreateViews implements Migration {

	public function version(): int {
		return 262;
	}

	public function up( Database $database ): void {
		( new Schema( $database ) )->create(
			'inbox_views',
			[
				'id'         => 'BIGINT UNSIGNED NOT NULL AUTO_INCREMENT',
				'user_id'    => 'BIGINT UNSIGNED NOT NULL',
				'shared'     => 'TINYINT NOT NULL',
				'name'       => 'VARCHAR(60) NOT NULL',
				'filter'     => 'TEXT NOT NULL',
				'position'   => 'INT NOT NULL',
				'created_at' => 'DATETIME NOT NULL',
			],
			[ 'PRIMARY KEY  (id)', 'KEY shared (shared, user_id, position)' ]
		);
	}
}
