<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Jobs;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Storage\Database;
use Aaia\Chatbot\Storage\Migration;
use Aaia\Chatbot\Storage\Schema;

/** Adds the column that keeps the unique key of a claimed job, which it gets back for a retry. */
final class AddRetryKeys implements Migration {

	public function version(): int {
		return 206;
	}

	public function up( Database $database ): void {
		( new Schema( $database ) )->add_column( 'jobs', 'retry_key', 'VARCHAR(120) NULL' );
	}
}
