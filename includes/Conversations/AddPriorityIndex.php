<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Conversations;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Storage\Database;
use Aaia\Chatbot\Storage\Migration;
use Aaia\Chatbot\Storage\Schema;

/** Adds the index of lists of one priority. */
final class AddPriorityIndex implements Migration {

	public function version(): int {
		return 250;
	}

	public function up( Database $database ): void {
		( new Schema( $database ) )->add_index( 'conversations', 'priority_activity', 'priority, active, last_activity_at, id' );
	}
}
