<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Conversations;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Storage\Database;
use Aaia\Chatbot\Storage\Migration;
use Aaia\Chatbot\Storage\Schema;

/** Table of conversations that only a team or a role may see; the others have no row. */
final class CreateConversationLimits implements Migration {

	public function version(): int {
		return 340;
	}

	public function up( Database $database ): void {
		( new Schema( $database ) )->create(
			'conversation_limits',
			[
				'conversation_id' => 'BIGINT UNSIGNED NOT NULL',
				'team_id'         => 'BIGINT UNSIGNED NULL',
				'role'            => 'VARCHAR(64) NULL',
			],
			[ 'PRIMARY KEY  (conversation_id)' ]
		);
	}
}
