<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Conversations\Contacts;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Storage\Database;
use Aaia\Chatbot\Storage\Migration;
use Aaia\Chatbot\Storage\Schema;

/** Adds the index by which a search reads the newest conversations of contacts. */
final class AddContactIndex implements Migration {

	public function version(): int {
		return 352;
	}

	public function up( Database $database ): void {
		( new Schema( $database ) )->add_index( 'conversations', 'contact', 'contact_id, id' );
	}
}
