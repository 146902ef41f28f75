<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Conversations;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Storage\Database;
use Aaia\Chatbot\Storage\Migration;
use Aaia\Chatbot\Storage\Schema;

/** The table of categories, and indexes of the list of one category and of those that wait in it. */
final class CreateCategories implements Migration {

	public function version(): int {
		return 261;
	}

	public function up( Database $database ): void {
		$schema = new Schema( $database );
		$schema->create(
			'categories',
			[
				'id'         => 'BIGINT UNSIGNED NOT NULL AUTO_INCREMENT',
				'name'       => 'VARCHAR(60) NOT NULL',
				'folded'     => 'CHAR(32) NOT NULL',
				'color'      => 'CHAR(7) NOT NULL',
				'critical'   => 'TINYINT NOT NULL DEFAULT 0',
				'position'   => 'INT NOT NULL',
				'created_at' => 'DATETIME NOT NULL',
			],
			[ 'PRIMARY KEY  (id)', 'UNIQUE KEY folded (folded)' ]
		);
		$schema->add_index( 'conversations', 'category_active', 'category_id, active, last_activity_at, id' );
		$schema->add_index( 'conversations', 'category_waiting', 'active, category_id, waiting_since, id' );
	}
}
