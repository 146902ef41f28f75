<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Content;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Storage\Database;
use Aaia\Chatbot\Storage\Migration;
use Aaia\Chatbot\Storage\Schema;

/** What came of reading each file of the media library: why one gave no text, and whether it has changed since. */
final class CreateFileStates implements Migration {

	public function version(): int {
		return 16;
	}

	public function up( Database $database ): void {
		( new Schema( $database ) )->create(
			'knowledge_files',
			[
				'post_id'     => 'BIGINT UNSIGNED NOT NULL',
				'fingerprint' => 'CHAR(32) NOT NULL',
				'state'       => 'VARCHAR(10) NOT NULL',
				'reason'      => 'VARCHAR(20) NOT NULL DEFAULT \'\'',
				'attempts'    => 'INT NOT NULL DEFAULT 0',
				'changed_at'  => 'DATETIME NOT NULL',
			],
			[ 'PRIMARY KEY  (post_id)', 'KEY reason (reason, post_id)' ]
		);
	}
}
