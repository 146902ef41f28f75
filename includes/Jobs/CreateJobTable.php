<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Jobs;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Storage\Database;
use Aaia\Chatbot\Storage\Migration;
use Aaia\Chatbot\Storage\Schema;

/** Creates the table of jobs. */
final class CreateJobTable implements Migration {

	public function version(): int {
		return 2;
	}

	public function up( Database $database ): void {
		( new Schema( $database ) )->create(
			'jobs',
			[
				'id'          => 'BIGINT UNSIGNED NOT NULL AUTO_INCREMENT',
				'handler'     => 'VARCHAR(60) NOT NULL',
				'payload'     => 'MEDIUMTEXT NOT NULL',
				'unique_key'  => 'VARCHAR(120) NULL',
				'state'       => 'VARCHAR(10) NOT NULL',
				'attempts'    => 'INT NOT NULL DEFAULT 0',
				'run_at'      => 'DATETIME NOT NULL',
				'lease_token' => 'VARCHAR(22) NULL',
				'lease_until' => 'DATETIME NULL',
				'last_error'  => 'TEXT NULL',
				'created_at'  => 'DATETIME NOT NULL',
			],
			[
				'PRIMARY KEY  (id)',
				'UNIQUE KEY unique_key (unique_key)',
				'KEY due (state, run_at, id)',
				'KEY lease (lease_token)',
				'KEY stale (state, lease_until, id)',
			]
		);
	}
}
