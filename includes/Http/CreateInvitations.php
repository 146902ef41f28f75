<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Http;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Storage\Database;
use Aaia\Chatbot\Storage\Migration;
use Aaia\Chatbot\Storage\Schema as Tables;

/** Creates the table of mailed links that open a conversation. It contains hashes of their codes, not the codes. */
final class CreateInvitations implements Migration {

	public function version(): int {
		return 220;
	}

	public function up( Database $database ): void {
		( new Tables( $database ) )->create(
			'invitations',
			[
				'id'              => 'BIGINT UNSIGNED NOT NULL AUTO_INCREMENT',
				'public_id'       => 'VARCHAR(22) NOT NULL',
				'code_hash'       => 'CHAR(64) NOT NULL',
				'conversation_id' => 'BIGINT UNSIGNED NOT NULL',
				'created_at'      => 'DATETIME NOT NULL',
				'expires_at'      => 'DATETIME NOT NULL',
				'opened_at'       => 'DATETIME NULL',
				'revoked_at'      => 'DATETIME NULL',
			],
			[
				'PRIMARY KEY  (id)',
				'UNIQUE KEY public_id (public_id)',
				'UNIQUE KEY code_hash (code_hash)',
				'KEY conversation (conversation_id, expires_at)',
				'KEY expires (expires_at)',
			]
		);
	}
}
