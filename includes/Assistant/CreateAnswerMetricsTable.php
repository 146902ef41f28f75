<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Assistant;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Storage\Database;
use Aaia\Chatbot\Storage\Migration;
use Aaia\Chatbot\Storage\Schema;

/** Creates the table of answer metrics: one row of at most 4 kB for each message of the assistant. */
final class CreateAnswerMetricsTable implements Migration {

	public function version(): int {
		return 21;
	}

	public function up( Database $database ): void {
		( new Schema( $database ) )->create(
			'answer_metrics',
			[
				'message_id'      => 'BIGINT UNSIGNED NOT NULL',
				'conversation_id' => 'BIGINT UNSIGNED NOT NULL',
				'created_at'      => 'DATETIME NOT NULL',
				'model'           => 'VARCHAR(100) NOT NULL',
				'refused'         => 'TINYINT NOT NULL',
				'flags'           => 'INT NOT NULL',
				// Percent of the answer's content words that stand in the passages; null when nothing was measured.
				'support'         => 'INT NULL',
				'data'            => 'TEXT NOT NULL',
			],
			[
				'PRIMARY KEY  (message_id)',
				'KEY conversation (conversation_id, message_id)',
			]
		);
	}
}
