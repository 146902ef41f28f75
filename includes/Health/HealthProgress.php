<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Health;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Storage\Database;

/** Progress of content checks. Reads whole tables: only for requests of the owner. */
final class HealthProgress {

	public function __construct( private readonly Database $database ) {}

	/** Number of documents whose current text is not checked yet. */
	public function waiting(): int {
		return (int) $this->database->value(
			'SELECT COUNT(*) FROM %i AS documents LEFT
				JOIN %i AS checks ON checks.document_id = documents.id AND checks.content_hash = documents.content_hash
				WHERE checks.document_id IS NULL',
			$this->database->table( 'knowledge_documents' ),
			$this->database->table( 'knowledge_checks' )
		);
	}
}
