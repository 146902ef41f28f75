<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Content;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Storage\Database;
use Aaia\Chatbot\Storage\Migration;

/** Adds two columns to sources: the sync run that a position belongs to, and whether another run must follow. */
final class AddSyncRuns implements Migration {

	public function version(): int {
		return 18;
	}

	public function up( Database $database ): void {
		$sources = $database->table( 'knowledge_sources' );
		foreach ( [ 'run' => "VARCHAR(64) NOT NULL DEFAULT ''", 'again' => 'TINYINT NOT NULL DEFAULT 0' ] as $column => $form ) {
			if ( [] === $database->rows( 'SHOW COLUMNS FROM %i LIKE %s', $sources, $column ) ) {
				$database->define( 'ALTER TABLE ' . $sources . ' ADD COLUMN ' . $column . ' ' . $form );
			}
		}
	}
}
