<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Conversations;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Storage\Database;
use Aaia\Chatbot\Storage\Migration;
use Aaia\Chatbot\Storage\Schema;

/** Adds the index of resolved conversations that are not archived, by when they were resolved. */
final class AddArchiveIndex implements Migration {

	public function version(): int {
		return 331;
	}

	public function up( Database $database ): void {
		( new Schema( $database ) )->add_index( 'conversations', 'to_archive', 'status, archived_at, resolved_at, id' );
	}
}
