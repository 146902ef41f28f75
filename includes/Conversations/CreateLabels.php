<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Conversations;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Storage\Database;
use Aaia\Chatbot\Storage\Migration;
use Aaia\Chatbot\Storage\Schema;

/**
 * Tables of labels and of the conversations that have them.
 *
 * `conversation_labels` has copies of `active` and `last_activity_at`, so that the list of one label is read from one index.
 */
final class CreateLabels implements Migration {

	public function version(): int {
		return 260;
	}

	public function up( Database $database ): void {
		$schema = new Schema( $database );
		$schema->create(
			'labels',
			[
				'id'         => 'BIGINT UNSIGNED NOT NULL AUTO_INCREMENT',
				'name'       => 'VARCHAR(40) NOT NULL',
				'folded'     => 'CHAR(32) NOT NULL',
				'color'      => 'CHAR(7) NOT NULL',
				'created_at' => 'DATETIME NOT NULL',
			],
			[ 'PRIMARY KEY  (id)', 'UNIQUE KEY folded (folded)' ]
		);
		$schema->create(
			'conversation_labels',
			[
				'conversation_id'  => 'BIGINT UNSIGNED NOT NULL',
				'label_id'         => 'BIGINT UNSIGNED NOT NULL',
				'active'           => 'TINYINT NOT NULL',
				'last_activity_at' => 'DATETIME NOT NULL',
			],
			[ 'PRIMARY KEY  (conversation_id, label_id)', 'KEY label_activity (label_id, active, last_activity_at, conversation_id)' ]
		);
		$schema->add_column( 'conversations', 'labelled', 'TINYINT NOT NULL DEFAULT 0' );
	}
}
