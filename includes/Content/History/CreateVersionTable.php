<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Content\History;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Storage\Database;
use Aaia\Chatbot\Storage\Migration;
use Aaia\Chatbot\Storage\Schema;

/** Creates the table of earlier versions of documents, and a database index to find changed documents. */
final class CreateVersionTable implements Migration {

	public function version(): int {
		return 24;
	}

	public function up( Database $database ): void {
		( new Schema( $database ) )->create(
			'knowledge_versions',
			[
				'id'          => 'BIGINT UNSIGNED NOT NULL AUTO_INCREMENT',
				'document_id' => 'BIGINT UNSIGNED NOT NULL',
				'title'       => 'TEXT NOT NULL',
				'url'         => 'TEXT NOT NULL',
				'language'    => 'VARCHAR(12) NOT NULL',
				'modified_at' => 'DATETIME NULL',
				'valid_from'  => 'DATETIME NOT NULL',
				'replaced_at' => 'DATETIME NOT NULL',
				// Only this flag and the times are kept of a removed document.
				'removed'     => 'TINYINT NOT NULL DEFAULT 0',
				'chunks'      => 'MEDIUMTEXT NOT NULL',
			],
			[ 'PRIMARY KEY  (id)', 'KEY document (document_id, replaced_at)', 'KEY replaced (replaced_at)' ]
		);
		$documents = $database->table( 'knowledge_documents' );
		if ( [] === $database->rows( 'SHOW INDEX FROM %i WHERE Key_name = %s', $documents, 'indexed' ) ) {
			$database->define( 'ALTER TABLE ' . $documents . ' ADD INDEX indexed (indexed_at)' );
		}
	}
}
