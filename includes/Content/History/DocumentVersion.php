<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Content\History;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Content\Chunk;

/** An earlier version of a document. */
final class DocumentVersion {

	/** @param list<Chunk> $chunks */
	public function __construct(
		public readonly int $document_id,
		public readonly string $title,
		public readonly string $url,
		public readonly string $language,
		public readonly ?string $modified_at,
		public readonly array $chunks,
	) {}
}
