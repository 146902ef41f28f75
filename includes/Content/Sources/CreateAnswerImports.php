<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Content\Sources;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Storage\Database;
use Aaia\Chatbot\Storage\Migration;
use Aaia\Chatbot\Storage\Schema;

/** Creates the tables of imports of answers, and the column by which an answer is found by its question. */
final class CreateAnswerImports implements Migration {

	/** Answers that get their key in one go. */
	private const PAGE = 200;

	public function version(): int {
		return 240;
	}

	public function up( Database $database ): void {
		$schema = new Schema( $database );
		$schema->create(
			'answer_imports',
			[
				'id'         => 'BIGINT UNSIGNED NOT NULL AUTO_INCREMENT',
				'public_id'  => 'VARCHAR(64) NOT NULL',
				'name'       => 'VARCHAR(200) NOT NULL',
				'state'      => 'VARCHAR(12) NOT NULL',
				'total'      => 'INT UNSIGNED NOT NULL',
				'done'       => 'INT UNSIGNED NOT NULL DEFAULT 0',
				'added'      => 'INT UNSIGNED NOT NULL DEFAULT 0',
				'changed'    => 'INT UNSIGNED NOT NULL DEFAULT 0',
				'known'      => 'INT UNSIGNED NOT NULL DEFAULT 0',
				'refused'    => 'INT UNSIGNED NOT NULL DEFAULT 0',
				'author_id'  => 'BIGINT UNSIGNED NOT NULL',
				'created_at' => 'DATETIME NOT NULL',
				'updated_at' => 'DATETIME NOT NULL',
			],
			[ 'PRIMARY KEY  (id)', 'UNIQUE KEY public_id (public_id)' ]
		);
		$schema->create(
			'answer_import_parts',
			[
				'id'        => 'BIGINT UNSIGNED NOT NULL AUTO_INCREMENT',
				'import_id' => 'BIGINT UNSIGNED NOT NULL',
				'position'  => 'INT UNSIGNED NOT NULL',
				'content'   => 'MEDIUMTEXT NOT NULL',
			],
			[ 'PRIMARY KEY  (id)', 'UNIQUE KEY part (import_id, position)' ]
		);
		$schema->add_column( 'knowledge_answers', 'question_key', "VARCHAR(32) NOT NULL DEFAULT ''" );
		$schema->add_index( 'knowledge_answers', 'question_key', 'question_key' );
		$answers = $database->table( 'knowledge_answers' );
		do {
			$rows = $database->rows( "SELECT id, question, language FROM %i WHERE question_key = '' ORDER BY id LIMIT %d", $answers, self::PAGE );
			foreach ( $rows as $row ) {
				$key = md5( $row['language'] . "\n" . mb_strtolower( (string) $row['question'], 'UTF-8' ) );
				$database->update( 'knowledge_answers', [ 'question_key' => $key ], [ 'id' => (int) $row['id'] ] );
			}
		} while ( [] !== $rows );
	}
}
