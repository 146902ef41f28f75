<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Conversations;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Storage\Database;
use Aaia\Chatbot\Storage\Migration;
use Aaia\Chatbot\Storage\Schema;

/** Table of the e-mail addresses that visitors are asked to confirm. Contains keyed hashes of addresses, not the addresses. */
final class CreateAddressChecks implements Migration {

	public function version(): int {
		return 203;
	}

	public function up( Database $database ): void {
		( new Schema( $database ) )->create(
			'address_checks',
			[
				'id'              => 'BIGINT UNSIGNED NOT NULL AUTO_INCREMENT',
				'request_id'      => 'BIGINT UNSIGNED NULL',
				'conversation_id' => 'BIGINT UNSIGNED NOT NULL',
				'visitor_id'      => 'BIGINT UNSIGNED NULL',
				'address_hash'    => 'VARCHAR(64) NOT NULL',
				'delivery_id'     => 'BIGINT UNSIGNED NULL',
				'created_at'      => 'DATETIME NOT NULL',
				'verified_at'     => 'DATETIME NULL',
				'refused_at'      => 'DATETIME NULL',
			],
			[
				'PRIMARY KEY  (id)',
				'UNIQUE KEY asked_once (request_id)',
				'KEY conversation (conversation_id)',
				'KEY address (address_hash, created_at)',
				'KEY visitor (visitor_id, created_at)',
				'KEY delivery (delivery_id)',
				'KEY created (created_at)',
			]
		);
	}
}
