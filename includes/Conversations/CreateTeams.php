<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Conversations;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Storage\Database;
use Aaia\Chatbot\Storage\Migration;
use Aaia\Chatbot\Storage\Schema;

/** Tables of teams and their members, and indexes of conversations that wait in a team until a member takes them. */
final class CreateTeams implements Migration {

	public function version(): int {
		return 270;
	}

	public function up( Database $database ): void {
		$schema = new Schema( $database );
		$schema->create(
			'teams',
			[
				'id'         => 'BIGINT UNSIGNED NOT NULL AUTO_INCREMENT',
				'name'       => 'VARCHAR(80) NOT NULL',
				'created_at' => 'DATETIME NOT NULL',
				'deleted_at' => 'DATETIME NULL',
			],
			[ 'PRIMARY KEY  (id)' ]
		);
		$schema->create(
			'team_members',
			[
				'team_id' => 'BIGINT UNSIGNED NOT NULL',
				'user_id' => 'BIGINT UNSIGNED NOT NULL',
				'role'    => 'VARCHAR(10) NOT NULL',
			],
			[ 'PRIMARY KEY  (team_id, user_id)', 'KEY user (user_id, team_id)' ]
		);
		$schema->add_index( 'conversations', 'team_assignee', 'team_id, assignee_id, status, last_activity_at, id' );
		$schema->add_index( 'conversations', 'team_waiting', 'active, team_id, assignee_id, waiting_since, id' );
	}
}
