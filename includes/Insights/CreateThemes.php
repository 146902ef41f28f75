<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Insights;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Storage\Database;
use Aaia\Chatbot\Storage\Migration;
use Aaia\Chatbot\Storage\Schema;

/** The table of visitors' questions by week and theme. A theme is the id of the first of its questions in that week. */
final class CreateThemes implements Migration {

	public function version(): int {
		return 411;
	}

	public function up( Database $database ): void {
		( new Schema( $database ) )->create(
			'question_themes',
			[
				'message_id'      => 'BIGINT UNSIGNED NOT NULL',
				'conversation_id' => 'BIGINT UNSIGNED NOT NULL',
				'week'            => 'DATE NOT NULL',
				'theme'           => 'BIGINT UNSIGNED NOT NULL',
			],
			[ 'PRIMARY KEY  (message_id)', 'KEY theme_week (week, theme)', 'KEY theme_conversation (conversation_id)' ]
		);
	}
}
