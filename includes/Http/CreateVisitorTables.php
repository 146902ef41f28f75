<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Http;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Storage\Database;
use Aaia\Chatbot\Storage\Migration;
use Aaia\Chatbot\Storage\Schema as Tables;

/** Creates the tables of visitors, sessions and rate limits. */
final class CreateVisitorTables implements Migration {

	public function version(): int {
		return 3;
	}

	public function up( Database $database ): void {
		$tables = new Tables( $database );
		$tables->create(
			'visitors',
			[
				'id'             => 'BIGINT UNSIGNED NOT NULL AUTO_INCREMENT',
				'public_id'      => 'VARCHAR(64) NOT NULL',
				'locale'         => 'VARCHAR(20) NOT NULL',
				'revoked_before' => 'DATETIME NULL',
				'created_at'     => 'DATETIME NOT NULL',
			],
			[ 'PRIMARY KEY  (id)', 'UNIQUE KEY public_id (public_id)' ]
		);
		$tables->create(
			'sessions',
			[
				'id'              => 'BIGINT UNSIGNED NOT NULL AUTO_INCREMENT',
				'token_hash'      => 'CHAR(64) NOT NULL',
				'visitor_id'      => 'BIGINT UNSIGNED NOT NULL',
				'consent_version' => 'VARCHAR(16) NULL',
				'consent_at'      => 'DATETIME NULL',
				'expires_at'      => 'DATETIME NOT NULL',
				'revoked_at'      => 'DATETIME NULL',
				'created_at'      => 'DATETIME NOT NULL',
			],
			[ 'PRIMARY KEY  (id)', 'UNIQUE KEY token_hash (token_hash)', 'KEY visitor (visitor_id)', 'KEY expires (expires_at)' ]
		);
		$tables->create(
			'rate_limits',
			[
				'bucket'  => 'CHAR(40) NOT NULL',
				'hits'    => 'INT NOT NULL DEFAULT 0',
				'expires' => 'BIGINT NOT NULL',
			],
			[ 'PRIMARY KEY  (bucket)', 'KEY expires (expires)' ]
		);
	}
}
