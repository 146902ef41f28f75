<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Content\Web;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Storage\Database;
use Aaia\Chatbot\Storage\Migration;
use Aaia\Chatbot\Storage\Schema;

/** Creates the tables of addresses of other sites and of their pages, with the text of each page when it was last read. */
final class CreateWebTables implements Migration {

	public function version(): int {
		return 12;
	}

	public function up( Database $database ): void {
		$schema = new Schema( $database );
		$schema->create(
			'web_addresses',
			[
				'id'          => 'BIGINT UNSIGNED NOT NULL AUTO_INCREMENT',
				'public_id'   => 'VARCHAR(22) NOT NULL',
				'url'         => 'VARCHAR(1000) NOT NULL',
				'url_key'     => 'CHAR(32) NOT NULL',
				'site'        => 'VARCHAR(255) NOT NULL',
				'kind'        => 'VARCHAR(10) NOT NULL',
				'only_paths'  => 'TEXT NOT NULL',
				'not_paths'   => 'TEXT NOT NULL',
				'pace'        => 'VARCHAR(10) NOT NULL',
				'page_limit'  => 'INT NOT NULL',
				'phase'       => 'VARCHAR(10) NOT NULL',
				'round'       => 'INT NOT NULL DEFAULT 0',
				'is_forced'   => 'TINYINT NOT NULL DEFAULT 0',
				'listing'     => 'MEDIUMTEXT NULL',
				'elsewhere'   => 'INT NOT NULL DEFAULT 0',
				'is_capped'   => 'TINYINT NOT NULL DEFAULT 0',
				'is_partial'  => 'TINYINT NOT NULL DEFAULT 0',
				'fault'       => "VARCHAR(20) NOT NULL DEFAULT ''",
				'status'      => 'INT NOT NULL DEFAULT 0',
				'strikes'     => 'INT NOT NULL DEFAULT 0',
				'hit_at'      => 'BIGINT NOT NULL DEFAULT 0',
				'wake_at'     => 'DATETIME NOT NULL',
				'read_at'     => 'DATETIME NULL',
				'lease_token' => 'VARCHAR(22) NULL',
				'lease_until' => 'DATETIME NULL',
				'created_at'  => 'DATETIME NOT NULL',
			],
			[ 'PRIMARY KEY  (id)', 'UNIQUE KEY public_id (public_id)', 'UNIQUE KEY url_key (url_key)', 'KEY wake (wake_at)' ]
		);
		$schema->create(
			'web_pages',
			[
				'id'            => 'BIGINT UNSIGNED NOT NULL AUTO_INCREMENT',
				'address_id'    => 'BIGINT UNSIGNED NOT NULL',
				'url'           => 'VARCHAR(1000) NOT NULL',
				'url_key'       => 'CHAR(32) NOT NULL',
				'round'         => 'INT NOT NULL',
				'state'         => 'VARCHAR(10) NOT NULL',
				'fault'         => "VARCHAR(20) NOT NULL DEFAULT ''",
				'status'        => 'INT NOT NULL DEFAULT 0',
				'failures'      => 'INT NOT NULL DEFAULT 0',
				'due_at'        => 'DATETIME NULL',
				'etag'          => "VARCHAR(255) NOT NULL DEFAULT ''",
				'last_modified' => "VARCHAR(64) NOT NULL DEFAULT ''",
				'lastmod'       => "VARCHAR(40) NOT NULL DEFAULT ''",
				'document_url'  => "VARCHAR(1000) NOT NULL DEFAULT ''",
				'document_key'  => "CHAR(32) NOT NULL DEFAULT ''",
				'content'       => 'MEDIUMBLOB NULL',
				'read_at'       => 'DATETIME NULL',
				'tried_at'      => 'DATETIME NULL',
			],
			[
				'PRIMARY KEY  (id)', 'UNIQUE KEY page (address_id, url_key)', 'KEY due (address_id, due_at, id)',
				'KEY state (address_id, state, id)', 'KEY known (state, id)', 'KEY document (document_key)',
			]
		);
	}
}
