<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Conversations;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Storage\Database;
use Aaia\Chatbot\Storage\Migration;
use Aaia\Chatbot\Storage\Schema;

/** Adds the mark of conversations that do not go on by themselves, what stopped, and the index of their list. */
final class AddStuckMark implements Migration {

	public function version(): int {
		return 332;
	}

	public function up( Database $database ): void {
		$schema = new Schema( $database );
		$schema->add_column( 'conversations', 'stuck', 'TINYINT NOT NULL DEFAULT 0' );
		$schema->add_column( 'conversations', 'stuck_ref', 'BIGINT UNSIGNED NULL' );
		$schema->add_index( 'conversations', 'stuck_activity', 'stuck, last_activity_at, id' );
	}
}
