<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Conversations;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Storage\Database;
use Aaia\Chatbot\Storage\Migration;
use Aaia\Chatbot\Storage\Schema;

/** Adds when a conversation came back from a snooze. */
final class AddWokenAt implements Migration {

	public function version(): int {
		return 351;
	}

	public function up( Database $database ): void {
		( new Schema( $database ) )->add_column( 'conversations', 'woken_at', 'DATETIME NULL' );
	}
}
