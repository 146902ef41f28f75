<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Conversations;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Storage\Database;
use Aaia\Chatbot\Storage\Migration;
use Aaia\Chatbot\Storage\Schema;

/** Indexes for the lists of active conversations of an agent, a team and a status: a page reads no archived ones. */
final class AddActiveIndexes implements Migration {

	public function version(): int {
		return 342;
	}

	public function up( Database $database ): void {
		$schema = new Schema( $database );
		$schema->add_index( 'conversations', 'assignee_active', 'assignee_id, active, last_activity_at, id' );
		$schema->add_index( 'conversations', 'team_active', 'team_id, active, last_activity_at, id' );
		$schema->add_index( 'conversations', 'team_assignee_active', 'team_id, assignee_id, active, last_activity_at, id' );
		$schema->add_index( 'conversations', 'status_active', 'active, status, last_activity_at, id' );
	}
}
