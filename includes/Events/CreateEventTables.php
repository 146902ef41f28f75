<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Events;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Storage\Database;
use Aaia\Chatbot\Storage\Migration;
use Aaia\Chatbot\Storage\Schema;

/** Tables of the event log: counters, events, event_cursors. */
final class CreateEventTables implements Migration {

	public function version(): int {
		return 1;
	}

	public function up( Database $database ): void {
		$schema = new Schema( $database );
		$schema->create(
			'counters',
			[
				'name'  => 'VARCHAR(40) NOT NULL',
				'value' => 'BIGINT NOT NULL DEFAULT 0',
			],
			[ 'PRIMARY KEY  (name)' ]
		);
		$schema->create(
			'events',
			[
				'id'              => 'BIGINT UNSIGNED NOT NULL',
				'type'            => 'VARCHAR(40) NOT NULL',
				'conversation_id' => 'BIGINT UNSIGNED NULL',
				'message_id'      => 'BIGINT UNSIGNED NULL',
				'data'            => 'TEXT NOT NULL',
				'created_at'      => 'DATETIME NOT NULL',
			],
			[ 'PRIMARY KEY  (id)', 'KEY conversation (conversation_id, id)', 'KEY created (created_at)' ]
		);
		$schema->create(
			'event_cursors',
			[
				'subscriber'    => 'VARCHAR(60) NOT NULL',
				'last_event_id' => 'BIGINT UNSIGNED NOT NULL DEFAULT 0',
				'failures'      => 'INT NOT NULL DEFAULT 0',
				'lease_token'   => 'VARCHAR(22) NULL',
				'lease_until'   => 'DATETIME NULL',
			],
			[ 'PRIMARY KEY  (subscriber)' ]
		);
		$database->insert_new( 'counters', [ 'name' => EventLog::COUNTER ] );
		$database->insert_new( 'counters', [ 'name' => 'writer' ] );
	}
}
