<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Conversations;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Storage\Database;
use Aaia\Chatbot\Storage\Migration;
use Aaia\Chatbot\Storage\Schema;

/** Adds the index by which the mentions of a removed user are deleted, and deletes marks and mentions of users who are gone already. */
final class AddMentionsOfUser implements Migration {

	public function version(): int {
		return 354;
	}

	public function up( Database $database ): void {
		( new Schema( $database ) )->add_index( 'mentions', 'user', 'user_id' );
		foreach ( [ 'mentions', 'unread_marks' ] as $table ) {
			$users = $database->rows( 'SELECT DISTINCT user_id FROM %i', $database->table( $table ) );
			foreach ( $users as $row ) {
				if ( false === get_userdata( (int) $row['user_id'] ) ) {
					$database->delete( $table, [ 'user_id' => (int) $row['user_id'] ] );
				}
			}
		}
	}
}
