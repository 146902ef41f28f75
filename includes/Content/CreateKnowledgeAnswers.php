<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Content;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Storage\Database;
use Aaia\Chatbot\Storage\Migration;
use Aaia\Chatbot\Storage\Schema;

/** Creates the table of answers written by owners, and the column that excludes a document. */
final class CreateKnowledgeAnswers implements Migration {

	public function version(): int {
		return 11;
	}

	public function up( Database $database ): void {
		( new Schema( $database ) )->create(
			'knowledge_answers',
			[
				'id'         => 'BIGINT UNSIGNED NOT NULL AUTO_INCREMENT',
				'public_id'  => 'VARCHAR(64) NOT NULL',
				'question'   => 'TEXT NOT NULL',
				'answer'     => 'TEXT NOT NULL',
				'language'   => 'VARCHAR(12) NOT NULL',
				'author_id'  => 'BIGINT UNSIGNED NOT NULL',
				'created_at' => 'DATETIME NOT NULL',
				'updated_at' => 'DATETIME NOT NULL',
			],
			[ 'PRIMARY KEY  (id)', 'UNIQUE KEY public_id (public_id)' ]
		);
		$documents = $database->table( 'knowledge_documents' );
		if ( [] === $database->rows( 'SHOW COLUMNS FROM %i LIKE %s', $documents, 'excluded' ) ) {
			$database->define( 'ALTER TABLE ' . $documents . ' ADD COLUMN excluded TINYINT NOT NULL DEFAULT 0' );
		}
	}
}
