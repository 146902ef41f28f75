<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Search\Embeddings;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Storage\Database;
use Aaia\Chatbot\Storage\Migration;
use Aaia\Chatbot\Storage\Schema;

/**
 * Creates the tables of embedding spaces, vectors and blocks of codes. They stay empty on sites without vector search.
 *
 * A space contains the vectors of one model; vectors of two models are never compared. A block contains the codes of many vectors for
 * a fast first pass, see BitPlanes; vectors outside blocks (block 0) are compared one by one.
 */
final class CreateVectorTables implements Migration {

	/** In the order in which they can be emptied. */
	public const TABLES = [ 'knowledge_vector_blocks', 'knowledge_vectors', 'knowledge_spaces' ];

	public function version(): int {
		return 14;
	}

	public function up( Database $database ): void {
		$schema = new Schema( $database );
		$id     = 'BIGINT UNSIGNED NOT NULL AUTO_INCREMENT';
		$schema->create(
			'knowledge_spaces',
			[
				'id'           => $id,
				'state'        => 'VARCHAR(10) NOT NULL',
				'address'      => 'VARCHAR(500) NOT NULL',
				'model'        => 'VARCHAR(190) NOT NULL',
				'asked'        => 'INT NOT NULL DEFAULT 0',
				'dimensions'   => 'INT NOT NULL DEFAULT 0',
				'position'     => 'BIGINT UNSIGNED NOT NULL DEFAULT 0',
				'tokens'       => 'BIGINT UNSIGNED NOT NULL DEFAULT 0',
				'mean'         => 'MEDIUMBLOB NULL',
				'last_error'   => 'TEXT NULL',
				'locked_until' => 'BIGINT UNSIGNED NOT NULL DEFAULT 0',
				'created_at'   => 'DATETIME NOT NULL',
			],
			[ 'PRIMARY KEY  (id)', 'KEY state (state, id)' ]
		);
		$schema->create(
			'knowledge_vectors',
			[
				'id'        => $id,
				'space_id'  => 'BIGINT UNSIGNED NOT NULL',
				'chunk_id'  => 'BIGINT UNSIGNED NOT NULL',
				'text_hash' => 'BIGINT UNSIGNED NOT NULL',
				'block_id'  => 'BIGINT UNSIGNED NOT NULL DEFAULT 0',
				'vector'    => 'BLOB NOT NULL',
			],
			[ 'PRIMARY KEY  (id)', 'UNIQUE KEY chunk (chunk_id, space_id)', 'KEY block (space_id, block_id, id)' ]
		);
		$schema->create(
			'knowledge_vector_blocks',
			[
				'id'       => $id,
				'space_id' => 'BIGINT UNSIGNED NOT NULL',
				'vectors'  => 'INT NOT NULL',
				'ids'      => 'MEDIUMBLOB NOT NULL',
				'planes'   => 'MEDIUMBLOB NOT NULL',
			],
			[ 'PRIMARY KEY  (id)', 'KEY space (space_id, id)' ]
		);
	}
}
