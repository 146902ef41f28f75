<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Mail;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Storage\Database;
use Aaia\Chatbot\Storage\Migration;

/** Index for counting a recipient's deliveries of the last hour, whatever their rule. */
final class IndexRecipients implements Migration {

	private const INDEX = 'delivery_recipients';

	public function version(): int {
		return 205;
	}

	public function up( Database $database ): void {
		$table = $database->table( 'deliveries' );
		if ( [] === $database->rows( 'SHOW INDEX FROM %i WHERE Key_name = %s', $table, self::INDEX ) ) {
			$database->define( "ALTER TABLE $table ADD INDEX " . self::INDEX . ' (recipient(100), bundle_id, created_at)' );
		}
	}
}
