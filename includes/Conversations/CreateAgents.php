<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Conversations;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Storage\Database;
use Aaia\Chatbot\Storage\Migration;
use Aaia\Chatbot\Storage\Schema;

/** Table of agents: the state they chose, when they were last active in the inbox, and how many conversations they take at most. */
final class CreateAgents implements Migration {

	public function version(): int {
		return 271;
	}

	public function up( Database $database ): void {
		( new Schema( $database ) )->create(
			'agents',
			[
				'user_id'   => 'BIGINT UNSIGNED NOT NULL',
				'state'     => 'VARCHAR(10) NOT NULL',
				'active_at' => 'DATETIME NULL',
				'capacity'  => 'INT UNSIGNED NULL',
			],
			[ 'PRIMARY KEY  (user_id)' ]
		);
	}
}
