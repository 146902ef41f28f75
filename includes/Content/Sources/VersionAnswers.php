<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Content\Sources;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Storage\Database;
use Aaia\Chatbot\Storage\Migration;
use Aaia\Chatbot\Storage\Schema;

/** Adds other wordings, scope and validity of written answers, and the table of what they were before each change. */
final class VersionAnswers implements Migration {

	public function version(): int {
		return 391;
	}

	public function up( Database $database ): void {
		$schema = new Schema( $database );
		// Other ways to ask, a JSON list.
		$schema->add_column( 'knowledge_answers', 'wordings', 'TEXT NULL' );
		// Beginning of the path of the pages for whose visitors it holds; empty for all.
		$schema->add_column( 'knowledge_answers', 'pages', "VARCHAR(300) NOT NULL DEFAULT ''" );
		// The page shown as its source.
		$schema->add_column( 'knowledge_answers', 'url', "VARCHAR(2000) NOT NULL DEFAULT ''" );
		$schema->add_column( 'knowledge_answers', 'valid_from', 'DATETIME NULL' );
		$schema->add_column( 'knowledge_answers', 'valid_until', 'DATETIME NULL' );
		// Whether it is in the index now.
		$schema->add_column( 'knowledge_answers', 'live', 'TINYINT NOT NULL DEFAULT 1' );
		$schema->add_index( 'knowledge_answers', 'begins', 'live, valid_from' );
		$schema->add_index( 'knowledge_answers', 'ends', 'live, valid_until' );
		$schema->create(
			'answer_versions',
			[
				'id'         => 'BIGINT UNSIGNED NOT NULL AUTO_INCREMENT',
				'answer_id'  => 'VARCHAR(64) NOT NULL',
				// The row before the change; null when there was none.
				'before_row' => 'MEDIUMTEXT NULL',
				'author_id'  => 'BIGINT UNSIGNED NOT NULL',
				'created_at' => 'DATETIME NOT NULL',
			],
			[ 'PRIMARY KEY  (id)', 'KEY answer (answer_id, id)' ]
		);
	}
}
