<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Conversations;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Storage\Database;
use Aaia\Chatbot\Storage\Migration;
use Aaia\Chatbot\Storage\Schema;

/** Table of what staff say of answers: one row per answer. */
final class CreateReviews implements Migration {

	public function version(): int {
		return 380;
	}

	public function up( Database $database ): void {
		( new Schema( $database ) )->create(
			'answer_reviews',
			[
				'message_id'      => 'BIGINT UNSIGNED NOT NULL',
				'conversation_id' => 'BIGINT UNSIGNED NOT NULL',
				'verdict'         => 'VARCHAR(20) NOT NULL',
				'note'            => 'TEXT NULL',
				'user_id'         => 'BIGINT UNSIGNED NOT NULL',
				'reviewed_at'     => 'DATETIME NOT NULL',
			],
			[
				'PRIMARY KEY  (message_id)',
				'KEY conversation (conversation_id)',
				'KEY verdicts (verdict, reviewed_at)',
			]
		);
	}
}
