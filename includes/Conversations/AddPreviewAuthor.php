<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Conversations;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Storage\Database;
use Aaia\Chatbot\Storage\Migration;
use Aaia\Chatbot\Storage\Schema;

/** Adds who said the words that lists show of a conversation. */
final class AddPreviewAuthor implements Migration {

	public function version(): int {
		return 353;
	}

	public function up( Database $database ): void {
		( new Schema( $database ) )->add_column( 'conversations', 'preview_by', "VARCHAR(30) NOT NULL DEFAULT ''" );
	}
}
