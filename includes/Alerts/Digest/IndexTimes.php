<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Alerts\Digest;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Storage\Database;
use Aaia\Chatbot\Storage\Migration;

/** Indexes by time, so that a summary reads its own days and those it compares them with, and not a site's whole past. */
final class IndexTimes implements Migration {

	/** Columns by table. Index names are unique in a whole SQLite database. */
	private const INDEXES = [
		'messages'         => [ 'message_times', 'created_at, author_type' ],
		'conversations'    => [ 'conversation_times', 'created_at' ],
		'support_requests' => [ 'request_times', 'created_at' ],
		'ratings'          => [ 'rating_times', 'updated_at' ],
	];

	public function version(): int {
		return 204;
	}

	public function up( Database $database ): void {
		foreach ( self::INDEXES as $name => [ $index, $columns ] ) {
			$table = $database->table( $name );
			if ( [] === $database->rows( 'SHOW INDEX FROM %i WHERE Key_name = %s', $table, $index ) ) {
				$database->define( "ALTER TABLE $table ADD INDEX $index ($columns)" );
			}
		}
	}
}
