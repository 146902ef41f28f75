<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Inbox;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Events\EventLog;
use Aaia\Chatbot\Jobs\JobQueue;
use Aaia\Chatbot\Storage\Database;
use Aaia\Chatbot\Storage\Migration;
use Aaia\Chatbot\Storage\Schema;
use Aaia\Chatbot\Support\SystemClock;

/** Creates the index of the inbox's search: the words of each conversation. A job fills it with the conversations that exist, newest first. */
final class CreateSearchIndex implements Migration {

	public function version(): int {
		return 231;
	}

	public function up( Database $database ): void {
		( new Schema( $database ) )->create(
			'conversation_words',
			[
				'word'            => 'VARCHAR(48) NOT NULL',
				'conversation_id' => 'BIGINT UNSIGNED NOT NULL',
			],
			[ 'PRIMARY KEY  (word, conversation_id)', 'KEY conversation (conversation_id, word)' ]
		);
		$counters = $database->table( 'counters' );
		if ( null !== $database->value( 'SELECT value FROM %i WHERE name = %s', $counters, IndexConversations::COUNTER ) ) {
			return;
		}
		$last = (int) $database->value( 'SELECT value FROM %i WHERE name = %s', $counters, EventLog::COUNTER );
		$database->insert_new( 'counters', [ 'name' => IndexConversations::COUNTER, 'value' => $last ] );
		( new JobQueue( $database, new SystemClock() ) )->push(
			IndexConversations::NAME,
			[ 'before' => PHP_INT_MAX ],
			null,
			IndexConversations::NAME . ':fill',
		);
	}
}
