<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Conversations\Contacts;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Storage\Database;
use Aaia\Chatbot\Storage\Migration;
use Aaia\Chatbot\Storage\Schema;

/**
 * Tables of contacts, of what they are known by, of notes about them, of the words by which they are found, and of what merges moved.
 *
 * `contact_identities.folded` is a hash: addresses are longer than an index allows on older servers, and collations take some for equal.
 */
final class CreateContacts implements Migration {

	public function version(): int {
		return 300;
	}

	public function up( Database $database ): void {
		$schema = new Schema( $database );
		$schema->create(
			'contacts',
			[
				'id'          => 'BIGINT UNSIGNED NOT NULL AUTO_INCREMENT',
				'public_id'   => 'VARCHAR(22) NOT NULL',
				'name'        => 'VARCHAR(120) NOT NULL',
				'by_hand'     => 'TINYINT NOT NULL',
				'merged_into' => 'BIGINT UNSIGNED NULL',
				'created_at'  => 'DATETIME NOT NULL',
			],
			[ 'PRIMARY KEY  (id)', 'UNIQUE KEY public_id (public_id)', 'KEY listed (merged_into, id)' ]
		);
		$schema->create(
			'contact_identities',
			[
				'id'         => 'BIGINT UNSIGNED NOT NULL AUTO_INCREMENT',
				'contact_id' => 'BIGINT UNSIGNED NOT NULL',
				'kind'       => 'VARCHAR(10) NOT NULL',
				'folded'     => 'CHAR(32) NOT NULL',
				'value'      => 'VARCHAR(254) NOT NULL',
				'verified'   => 'TINYINT NOT NULL',
				'by_staff'   => 'TINYINT NOT NULL',
				'created_at' => 'DATETIME NOT NULL',
			],
			[ 'PRIMARY KEY  (id)', 'UNIQUE KEY identity (kind, folded)', 'KEY contact (contact_id)' ]
		);
		$schema->create(
			'contact_notes',
			[
				'id'         => 'BIGINT UNSIGNED NOT NULL AUTO_INCREMENT',
				'public_id'  => 'VARCHAR(22) NOT NULL',
				'contact_id' => 'BIGINT UNSIGNED NOT NULL',
				'user_id'    => 'BIGINT UNSIGNED NOT NULL',
				'text'       => 'TEXT NOT NULL',
				'created_at' => 'DATETIME NOT NULL',
			],
			[ 'PRIMARY KEY  (id)', 'KEY contact (contact_id, id)' ]
		);
		$schema->create(
			'contact_words',
			[
				'word'       => 'VARCHAR(50) NOT NULL',
				'contact_id' => 'BIGINT UNSIGNED NOT NULL',
			],
			[ 'PRIMARY KEY  (word, contact_id)', 'KEY contact (contact_id, word)' ]
		);
		$schema->create(
			'contact_merges',
			[
				'id'         => 'BIGINT UNSIGNED NOT NULL AUTO_INCREMENT',
				'public_id'  => 'VARCHAR(22) NOT NULL',
				'kept_id'    => 'BIGINT UNSIGNED NOT NULL',
				'merged_id'  => 'BIGINT UNSIGNED NOT NULL',
				'user_id'    => 'BIGINT UNSIGNED NOT NULL',
				'took_name'  => 'TINYINT NOT NULL',
				'created_at' => 'DATETIME NOT NULL',
			],
			[
				'PRIMARY KEY  (id)',
				'UNIQUE KEY public_id (public_id)',
				'KEY kept (kept_id)',
				'KEY merged (merged_id)',
				'KEY created_at (created_at)',
			]
		);
		$schema->create(
			'contact_moves',
			[
				'id'              => 'BIGINT UNSIGNED NOT NULL AUTO_INCREMENT',
				'merge_id'        => 'BIGINT UNSIGNED NOT NULL',
				'conversation_id' => 'BIGINT UNSIGNED NULL',
				'identity_id'     => 'BIGINT UNSIGNED NULL',
				'note_id'         => 'BIGINT UNSIGNED NULL',
			],
			[ 'PRIMARY KEY  (id)', 'KEY merge (merge_id)', 'KEY conversation (conversation_id)' ]
		);
	}
}
