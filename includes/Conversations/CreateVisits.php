<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Conversations;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Storage\Database;
use Aaia\Chatbot\Storage\Migration;
use Aaia\Chatbot\Storage\Schema;

/** Table of where visitors were last seen: the page, and the browser. */
final class CreateVisits implements Migration {

	public function version(): int {
		return 350;
	}

	public function up( Database $database ): void {
		( new Schema( $database ) )->create(
			'visits',
			[
				'conversation_id' => 'BIGINT UNSIGNED NOT NULL',
				'page_url'        => 'VARCHAR(2000) NOT NULL',
				'page_title'      => 'VARCHAR(300) NOT NULL',
				'browser'         => 'VARCHAR(60) NOT NULL',
				'device'          => 'VARCHAR(10) NOT NULL',
				'language'        => 'VARCHAR(20) NOT NULL',
				'seen_at'         => 'DATETIME NOT NULL',
			],
			[ 'PRIMARY KEY  (conversation_id)' ]
		);
	}
}
