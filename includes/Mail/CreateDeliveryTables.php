<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Mail;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Storage\Database;
use Aaia\Chatbot\Storage\Migration;
use Aaia\Chatbot\Storage\Schema;

/**
 * Tables of deliveries and of their attempts, and of alerts. They contain no texts of visitors.
 *
 * The table of alerts is made here because released steps are frozen: this one was made when one room had all three.
 */
final class CreateDeliveryTables implements Migration {

	public function version(): int {
		return 200;
	}

	public function up( Database $database ): void {
		$schema = new Schema( $database );
		$schema->create(
			'alerts',
			[
				'id'              => 'BIGINT UNSIGNED NOT NULL AUTO_INCREMENT',
				'public_id'       => 'VARCHAR(22) NOT NULL',
				'event_id'        => 'BIGINT UNSIGNED NOT NULL',
				'rule_id'         => 'BIGINT UNSIGNED NOT NULL DEFAULT 0',
				'kind'            => 'VARCHAR(12) NOT NULL',
				'reason'          => "VARCHAR(20) NOT NULL DEFAULT ''",
				'conversation_id' => 'BIGINT UNSIGNED NOT NULL',
				'message_id'      => 'BIGINT UNSIGNED NULL',
				'request_id'      => 'BIGINT UNSIGNED NULL',
				'matched'         => "VARCHAR(200) NOT NULL DEFAULT ''",
				'acknowledged_at' => 'DATETIME NULL',
				'acknowledged_by' => "VARCHAR(254) NOT NULL DEFAULT ''",
				'escalation'      => 'INT NOT NULL DEFAULT 0',
				'escalate_at'     => 'DATETIME NULL',
				'needless'        => 'TINYINT NOT NULL DEFAULT 0',
				'created_at'      => 'DATETIME NOT NULL',
			],
			[
				'PRIMARY KEY  (id)',
				'UNIQUE KEY public_id (public_id)',
				'UNIQUE KEY raised (event_id, rule_id)',
				'KEY conversation (conversation_id, id)',
				'KEY rule (rule_id, created_at)',
				'KEY escalation (escalate_at)',
				'KEY created (created_at)',
			]
		);
		$schema->create(
			'deliveries',
			[
				'id'              => 'BIGINT UNSIGNED NOT NULL AUTO_INCREMENT',
				'public_id'       => 'VARCHAR(22) NOT NULL',
				'alert_id'        => 'BIGINT UNSIGNED NULL',
				'conversation_id' => 'BIGINT UNSIGNED NULL',
				'rule_id'         => 'BIGINT UNSIGNED NOT NULL DEFAULT 0',
				'purpose'         => 'VARCHAR(20) NOT NULL',
				'channel'         => 'VARCHAR(12) NOT NULL',
				'recipient'       => 'VARCHAR(254) NOT NULL',
				'unique_key'      => 'VARCHAR(64) NOT NULL',
				'state'           => 'VARCHAR(10) NOT NULL',
				'attempts'        => 'INT NOT NULL DEFAULT 0',
				'attempt_token'   => 'VARCHAR(22) NULL',
				'lease_until'     => 'DATETIME NULL',
				'next_attempt_at' => 'DATETIME NULL',
				'give_up_at'      => 'DATETIME NOT NULL',
				'last_error'      => 'TEXT NULL',
				'bundle_id'       => 'BIGINT UNSIGNED NULL',
				'about'           => "VARCHAR(60) NOT NULL DEFAULT ''",
				'outside_id'      => 'VARCHAR(190) NULL',
				'outside_state'   => 'VARCHAR(40) NULL',
				'followed_at'     => 'DATETIME NULL',
				'created_at'      => 'DATETIME NOT NULL',
				'sent_at'         => 'DATETIME NULL',
			],
			[
				'PRIMARY KEY  (id)',
				'UNIQUE KEY public_id (public_id)',
				'UNIQUE KEY delivered_once (unique_key)',
				'KEY alert (alert_id)',
				'KEY conversation (conversation_id, id)',
				'KEY state (state, next_attempt_at)',
				'KEY recent (rule_id, recipient(100), bundle_id, created_at)',
				'KEY bundle (bundle_id)',
				'KEY outside (channel, state, followed_at)',
				'KEY created (created_at)',
			]
		);
		$schema->create(
			'delivery_attempts',
			[
				'id'              => 'BIGINT UNSIGNED NOT NULL AUTO_INCREMENT',
				'delivery_id'     => 'BIGINT UNSIGNED NOT NULL',
				'conversation_id' => 'BIGINT UNSIGNED NULL',
				'token'           => 'VARCHAR(22) NOT NULL',
				'outcome'         => 'VARCHAR(10) NOT NULL',
				'reason'          => 'TEXT NULL',
				'started_at'      => 'DATETIME NOT NULL',
				'ended_at'        => 'DATETIME NULL',
			],
			[ 'PRIMARY KEY  (id)', 'KEY delivery (delivery_id, id)', 'KEY conversation (conversation_id)', 'KEY token (token)' ]
		);
	}
}
