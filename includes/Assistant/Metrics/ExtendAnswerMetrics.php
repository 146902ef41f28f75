<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Assistant\Metrics;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Storage\Database;
use Aaia\Chatbot\Storage\Migration;
use Aaia\Chatbot\Storage\Schema;

/**
 * Adds costs of answers, the marks of conversations (lists are filtered by them through an index that ends in the list's
 * sort order), the texts of prompts, and the index of questions by which similar ones are found.
 */
final class ExtendAnswerMetrics implements Migration {

	/** Column of a mark => its index. */
	private const MARKS = [
		'weak_answers'    => 'weak_activity',
		'flagged_answers' => 'flagged_activity',
		'refused_answers' => 'refused_activity',
	];

	public function version(): int {
		return 23;
	}

	public function up( Database $database ): void {
		$schema = new Schema( $database );
		$schema->create(
			'prompt_texts',
			[
				'hash'    => 'CHAR(16) NOT NULL',
				'text'    => 'MEDIUMTEXT NOT NULL',
				'used_on' => 'DATE NOT NULL',
			],
			[ 'PRIMARY KEY  (hash)', 'KEY used_on (used_on)' ]
		);
		$schema->create(
			'question_words',
			[
				'word'            => 'BIGINT UNSIGNED NOT NULL',
				'message_id'      => 'BIGINT UNSIGNED NOT NULL',
				'conversation_id' => 'BIGINT UNSIGNED NOT NULL',
			],
			[ 'PRIMARY KEY  (word, message_id)', 'KEY conversation (conversation_id)' ]
		);
		$metrics       = $database->table( 'answer_metrics' );
		$conversations = $database->table( 'conversations' );
		$this->add_column( $database, $metrics, 'cost', 'BIGINT NULL' );
		$this->add_column( $database, $metrics, 'currency', 'VARCHAR(3) NULL' );
		foreach ( self::MARKS as $mark => $index ) {
			$this->add_column( $database, $conversations, $mark, 'TINYINT NOT NULL DEFAULT 0' );
			if ( [] === $database->rows( 'SHOW INDEX FROM %i WHERE Key_name = %s', $conversations, $index ) ) {
				$database->define( "ALTER TABLE $conversations ADD INDEX $index ($mark, last_activity_at, id)" );
			}
		}
		$database->execute(
			'UPDATE %i SET weak_answers = 1 WHERE id IN ( SELECT conversation_id FROM %i WHERE support < 50 )',
			$conversations,
			$metrics,
		);
		$database->execute(
			'UPDATE %i SET flagged_answers = 1 WHERE id IN ( SELECT conversation_id FROM %i WHERE flags > 0 )',
			$conversations,
			$metrics,
		);
		$database->execute(
			'UPDATE %i SET refused_answers = 1 WHERE id IN ( SELECT conversation_id FROM %i WHERE refused = 1 )',
			$conversations,
			$metrics,
		);
	}

	private function add_column( Database $database, string $table, string $column, string $definition ): void {
		if ( [] === $database->rows( 'SHOW COLUMNS FROM %i LIKE %s', $table, $column ) ) {
			$database->define( "ALTER TABLE $table ADD COLUMN $column $definition" );
		}
	}
}
