<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Alerts\Rules;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Storage\Database;
use Aaia\Chatbot\Storage\Migration;
use Aaia\Chatbot\Storage\Schema;

/** Tables of alert rules and of each person's notification interval. */
final class CreateRuleTables implements Migration {

	public function version(): int {
		return 201;
	}

	public function up( Database $database ): void {
		$schema = new Schema( $database );
		$schema->create(
			'alert_rules',
			[
				'id'         => 'BIGINT UNSIGNED NOT NULL AUTO_INCREMENT',
				'public_id'  => 'VARCHAR(22) NOT NULL',
				'name'       => 'VARCHAR(120) NOT NULL',
				'kind'       => 'VARCHAR(12) NOT NULL',
				'enabled'    => 'TINYINT NOT NULL DEFAULT 1',
				'definition' => 'MEDIUMTEXT NOT NULL',
				'failures'   => 'INT NOT NULL DEFAULT 0',
				'fault'      => 'TEXT NULL',
				'created_at' => 'DATETIME NOT NULL',
				'updated_at' => 'DATETIME NOT NULL',
			],
			[ 'PRIMARY KEY  (id)', 'UNIQUE KEY public_id (public_id)', 'KEY kind (kind, enabled, id)' ]
		);
		$schema->create(
			'alert_people',
			[
				'address_hash' => 'VARCHAR(64) NOT NULL',
				'address'      => 'VARCHAR(254) NOT NULL',
				'pace'         => 'VARCHAR(10) NOT NULL',
			],
			[ 'PRIMARY KEY  (address_hash)' ]
		);
	}
}
