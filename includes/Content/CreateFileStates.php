<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Content;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Storage\Database;
use Aaia\Chatbot\Storage\Migration;
use Aaia\Chatbot\Storage\Schema;

/** Creates the table of the results of reading media files: why a file gave no text, and the fingerprint that shows a change. */
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
