<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Alerts\Outside;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Storage\Database;
use Aaia\Chatbot\Storage\Migration;
use Aaia\Chatbot\Storage\Schema;

/** Table of the outside services that alerts go to. */
final class CreateServiceTable implements Migration {

	public function version(): int {
		return 202;
	}

	public function up( Database $database ): void {
		( new Schema( $database ) )->create(
			'alert_services',
			[
				'id'         => 'BIGINT UNSIGNED NOT NULL AUTO_INCREMENT',
				'public_id'  => 'VARCHAR(22) NOT NULL',
				'kind'       => 'VARCHAR(12) NOT NULL',
				'name'       => 'VARCHAR(120) NOT NULL',
				'url'        => 'VARCHAR(1000) NOT NULL',
				'account'    => "VARCHAR(254) NOT NULL DEFAULT ''",
				'secret'     => 'TEXT NULL',
				'old_secret' => 'TEXT NULL',
				'old_until'  => 'DATETIME NULL',
				'created_at' => 'DATETIME NOT NULL',
			],
			[ 'PRIMARY KEY  (id)', 'UNIQUE KEY public_id (public_id)' ]
		);
	}
}
