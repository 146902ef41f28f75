<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Operations;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Storage\Database;
use Aaia\Chatbot\Storage\Migration;
use Aaia\Chatbot\Storage\Schema;

/** Creates the table of the log: one row for each sentence, however often it comes. */
final class CreateLog implements Migration {

	public function version(): int {
		return 370;
	}

	public function up( Database $database ): void {
		( new Schema( $database ) )->create(
			'log',
			[
				'id'       => 'BIGINT UNSIGNED NOT NULL AUTO_INCREMENT',
				'hash'     => 'CHAR(32) NOT NULL',
				'level'    => 'VARCHAR(10) NOT NULL',
				'sentence' => 'VARCHAR(300) NOT NULL',
				'times'    => 'INT NOT NULL',
				'first_at' => 'DATETIME NOT NULL',
				'last_at'  => 'DATETIME NOT NULL',
			],
			[
				'PRIMARY KEY  (id)',
				'UNIQUE KEY hash (hash)',
				'KEY recent (last_at, id)',
				'KEY of_level (level, last_at, id)',
			]
		);
	}
}
