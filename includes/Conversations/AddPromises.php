<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Conversations;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Storage\Database;
use Aaia\Chatbot\Storage\Migration;
use Aaia\Chatbot\Storage\Schema;

/** Adds by when a visitor was promised an answer, and what became of it. */
final class AddPromises implements Migration {

	public function version(): int {
		return 290;
	}

	public function up( Database $database ): void {
		$schema = new Schema( $database );
		$schema->add_column( 'conversations', 'promise', 'varchar(8) DEFAULT NULL' );
		$schema->add_column( 'conversations', 'promised_until', 'datetime DEFAULT NULL' );
		$schema->add_index( 'conversations', 'promised', 'promise, promised_until' );
	}
}
