<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Content;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Storage\Database;
use Aaia\Chatbot\Storage\Migration;
use Aaia\Chatbot\Storage\Schema;

/**
 * Creates the tables of sources, documents and chunks, and those of the built-in index.
 *
 * A unit is what the index ranks: a document, or a part of a very long one. Segments hold the postings of many units in blocks.
 * A new unit is searched by its own vector until it is merged into a segment, see Search\Index\SegmentMerger.
 */
final class CreateKnowledgeTables implements Migration {

	public function version(): int {
		return 10;
	}

	public function up( Database $database ): void {
		$schema = new Schema( $database );
		$id     = 'BIGINT UNSIGNED NOT NULL AUTO_INCREMENT';
		$schema->create(
			'knowledge_sources',
			[
				'id'           => $id,
				'name'         => 'VARCHAR(120) NOT NULL',
				'label'        => 'VARCHAR(190) NOT NULL',
				'state'        => 'VARCHAR(10) NOT NULL',
				'position'     => 'VARCHAR(190) NOT NULL DEFAULT \'\'',
				'done'         => 'INT NOT NULL DEFAULT 0',
				'total'        => 'INT NOT NULL DEFAULT 0',
				'last_error'   => 'TEXT NULL',
				'started_at'   => 'DATETIME NULL',
				'last_sync_at' => 'DATETIME NULL',
			],
			[ 'PRIMARY KEY  (id)', 'UNIQUE KEY name (name)' ]
		);
		$schema->create(
			'knowledge_documents',
			[
				'id'           => $id,
				'source_id'    => 'BIGINT UNSIGNED NOT NULL',
				'external_key' => 'CHAR(32) NOT NULL',
				'external_id'  => 'TEXT NOT NULL',
				'title'        => 'TEXT NOT NULL',
				'url'          => 'TEXT NOT NULL',
				'language'     => 'VARCHAR(12) NOT NULL',
				'content_hash' => 'CHAR(32) NOT NULL',
				'chunks'       => 'INT NOT NULL DEFAULT 0',
				'boost'        => 'DECIMAL(4,2) NOT NULL DEFAULT 1',
				'modified_at'  => 'DATETIME NULL',
				'indexed_at'   => 'DATETIME NOT NULL',
				'seen_at'      => 'DATETIME NOT NULL',
			],
			[ 'PRIMARY KEY  (id)', 'UNIQUE KEY external (source_id, external_key)', 'KEY seen (source_id, seen_at)' ]
		);
		$schema->create(
			'knowledge_chunks',
			[
				'id'          => $id,
				'unit_id'     => 'BIGINT UNSIGNED NOT NULL',
				'position'    => 'INT NOT NULL',
				'headings'    => 'TEXT NOT NULL',
				'anchor'      => 'VARCHAR(190) NOT NULL',
				'text'        => 'MEDIUMTEXT NOT NULL',
			],
			[ 'PRIMARY KEY  (id)', 'KEY unit (unit_id, position)' ]
		);
		$schema->create(
			'knowledge_units',
			[
				'id'          => $id,
				'document_id' => 'BIGINT UNSIGNED NOT NULL',
				'state'       => 'TINYINT NOT NULL',
				'segment_id'  => 'BIGINT UNSIGNED NOT NULL DEFAULT 0',
				'vector'      => 'MEDIUMBLOB NULL',
			],
			[ 'PRIMARY KEY  (id)', 'KEY document (document_id)', 'KEY state (state, id)', 'KEY segment (segment_id, state)' ]
		);
		$schema->create(
			'knowledge_segments',
			[
				'id'         => $id,
				'state'      => 'VARCHAR(10) NOT NULL',
				'lock_name'  => 'VARCHAR(10) NULL',
				'units'      => 'INT NOT NULL DEFAULT 0',
				'blocks'     => 'INT NOT NULL DEFAULT 0',
				'unit_ids'   => 'MEDIUMBLOB NULL',
				'common'     => 'MEDIUMBLOB NULL',
				'touched_at' => 'DATETIME NOT NULL',
			],
			[ 'PRIMARY KEY  (id)', 'UNIQUE KEY lock_name (lock_name)', 'KEY state (state, id)' ]
		);
		$schema->create(
			'knowledge_postings',
			[
				'segment_id' => 'BIGINT UNSIGNED NOT NULL',
				'block'      => 'INT UNSIGNED NOT NULL',
				'data'       => 'MEDIUMBLOB NOT NULL',
			],
			[ 'PRIMARY KEY  (segment_id, block)' ]
		);
	}
}
