<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Content;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Storage\Database;
use Aaia\Chatbot\Storage\Migration;
use Aaia\Chatbot\Storage\Schema;

/** Adds the hash of a media file's content, by which the same file uploaded twice is recognised. */
final class AddFileHashes implements Migration {

	public function version(): int {
		return 232;
	}

	public function up( Database $database ): void {
		$schema = new Schema( $database );
		$schema->add_column( 'knowledge_files', 'content_hash', "VARCHAR(64) NOT NULL DEFAULT ''" );
		$schema->add_index( 'knowledge_files', 'file_content', 'content_hash, state' );
	}
}
