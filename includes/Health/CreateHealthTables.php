<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Health;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Storage\Database;
use Aaia\Chatbot\Storage\Migration;
use Aaia\Chatbot\Storage\Schema;

/** Creates the tables of content checks: claims, links, findings, and when each document was checked. */
final class CreateHealthTables implements Migration {

	public function version(): int {
		return 15;
	}

	public function up( Database $database ): void {
		$schema = new Schema( $database );
		$id     = 'BIGINT UNSIGNED NOT NULL AUTO_INCREMENT';
		$row    = 'BIGINT UNSIGNED NOT NULL';
		$schema->create(
			'knowledge_claims',
			[
				'id'          => $id,
				'document_id' => $row,
				'kind'        => 'VARCHAR(8) NOT NULL',
				'data'        => 'TEXT NOT NULL',
			],
			[ 'PRIMARY KEY  (id)', 'KEY document (document_id)' ]
		);
		$schema->create(
			'knowledge_claim_words',
			[
				'word'        => 'BIGINT UNSIGNED NOT NULL',
				'claim_id'    => $row,
				'document_id' => $row,
			],
			[ 'PRIMARY KEY  (word, claim_id)', 'KEY document (document_id)' ]
		);
		$schema->create(
			'knowledge_links',
			[
				'id'            => $id,
				'url_key'       => 'CHAR(32) NOT NULL',
				'url'           => 'TEXT NOT NULL',
				'host'          => 'VARCHAR(190) NOT NULL',
				'internal'      => 'TINYINT NOT NULL',
				'state'         => 'VARCHAR(8) NOT NULL',
				'reason'        => 'VARCHAR(20) NOT NULL DEFAULT \'\'',
				'status'        => 'INT NOT NULL DEFAULT 0',
				'failed_at'     => 'DATETIME NULL',
				'checked_at'    => 'DATETIME NULL',
				'next_check_at' => 'DATETIME NOT NULL',
			],
			[ 'PRIMARY KEY  (id)', 'UNIQUE KEY url_key (url_key)', 'KEY due (internal, next_check_at)', 'KEY checked (internal, checked_at)' ]
		);
		$schema->create(
			'knowledge_document_links',
			[
				'document_id' => $row,
				'link_id'     => $row,
				'label'       => 'VARCHAR(190) NOT NULL',
			],
			[ 'PRIMARY KEY  (document_id, link_id)', 'KEY link (link_id)' ]
		);
		$schema->create(
			'knowledge_findings',
			[
				'id'          => $id,
				'fingerprint' => 'CHAR(32) NOT NULL',
				'kind'        => 'VARCHAR(8) NOT NULL',
				'document_id' => $row,
				'other_id'    => 'BIGINT UNSIGNED NOT NULL DEFAULT 0',
				'data'        => 'TEXT NOT NULL',
				'ignored'     => 'TINYINT NOT NULL DEFAULT 0',
				'found_at'    => 'DATETIME NOT NULL',
			],
			[
				'PRIMARY KEY  (id)',
				'UNIQUE KEY fingerprint (fingerprint)',
				'KEY document (document_id)',
				'KEY other (other_id)',
				'KEY listed (ignored, kind, id)',
			]
		);
		$schema->create(
			'knowledge_checks',
			[
				'document_id'  => $row,
				'content_hash' => 'CHAR(32) NOT NULL',
				'checked_at'   => 'DATETIME NOT NULL',
				'next_at'      => 'DATETIME NOT NULL',
			],
			[ 'PRIMARY KEY  (document_id)', 'KEY due (next_at)' ]
		);
	}
}
