<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Conversations;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Storage\Database;
use Aaia\Chatbot\Storage\Migration;
use Aaia\Chatbot\Storage\Schema;

/** Columns for the one follower of a turn (FollowerLeases) and the end of its lease. */
final class AddFollowers implements Migration {

	public function version(): int {
		return 50;
	}

	public function up( Database $database ): void {
		$schema = new Schema( $database );
		$schema->add_column( 'turns', 'follower', 'VARCHAR(22) NULL' );
		$schema->add_column( 'turns', 'followed_until', 'DATETIME NULL' );
		$schema->add_index( 'turns', 'followed', 'followed_until' );
	}
}
