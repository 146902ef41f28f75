<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Improve\Changes;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Storage\Database;
use Aaia\Chatbot\Storage\Migration;
use Aaia\Chatbot\Storage\Schema;

/** Creates the table of changes of knowledge and settings, each with what was changed in one go. */
final class CreateChanges implements Migration {

	public function version(): int {
		return 401;
	}

	public function up( Database $database ): void {
		( new Schema( $database ) )->create(
			'changes',
			[
				'id'          => 'BIGINT UNSIGNED NOT NULL AUTO_INCREMENT',
				'first_event' => 'BIGINT UNSIGNED NOT NULL',
				'last_event'  => 'BIGINT UNSIGNED NOT NULL',
				'kind'        => 'VARCHAR(10) NOT NULL',
				'user_id'     => 'BIGINT UNSIGNED NOT NULL DEFAULT 0',
				'added'       => 'INT UNSIGNED NOT NULL DEFAULT 0',
				'changed'     => 'INT UNSIGNED NOT NULL DEFAULT 0',
				'removed'     => 'INT UNSIGNED NOT NULL DEFAULT 0',
				'names'       => 'TEXT NOT NULL',
				'began_at'    => 'DATETIME NOT NULL',
				'ended_at'    => 'DATETIME NOT NULL',
			],
			[ 'PRIMARY KEY  (id)', 'UNIQUE KEY first_event (first_event)', 'KEY began (began_at)' ]
		);
	}
}
