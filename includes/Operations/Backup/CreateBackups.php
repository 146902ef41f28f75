<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Operations\Backup;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Storage\Database;
use Aaia\Chatbot\Storage\Migration;
use Aaia\Chatbot\Storage\Schema;

/** Creates the table of backups: one row for each, with how far it has come. */
final class CreateBackups implements Migration {

	public function version(): int {
		return 371;
	}

	public function up( Database $database ): void {
		( new Schema( $database ) )->create(
			'backups',
			[
				'id'          => 'BIGINT UNSIGNED NOT NULL AUTO_INCREMENT',
				'name'        => 'VARCHAR(80) NOT NULL',
				'reason'      => 'VARCHAR(10) NOT NULL',
				'state'       => 'VARCHAR(10) NOT NULL',
				'position'    => 'MEDIUMTEXT NULL',
				'size'        => 'BIGINT NOT NULL DEFAULT 0',
				'total'       => 'BIGINT NOT NULL DEFAULT 0',
				'encrypted'   => 'TINYINT NOT NULL DEFAULT 0',
				'sent'        => 'VARCHAR(10) NULL',
				'volumes'     => 'INT NOT NULL DEFAULT 0',
				'error'       => 'TEXT NULL',
				'created_at'  => 'DATETIME NOT NULL',
				'done_at'     => 'DATETIME NULL',
				'verified_at' => 'DATETIME NULL',
				'tried_at'    => 'DATETIME NULL',
			],
			[
				'PRIMARY KEY  (id)',
				'UNIQUE KEY name (name)',
				'KEY state (state, id)',
			]
		);
	}
}
