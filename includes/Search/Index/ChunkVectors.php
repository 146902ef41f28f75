<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Search\Index;

defined( 'ABSPATH' ) || exit;

/** What hangs on chunks and must follow them when a document is indexed anew or taken out. Called inside that transaction. */
interface ChunkVectors {

	/**
	 * A document's chunks are about to go.
	 *
	 * @return array<int, array<int, list<int>>> What hangs on them, to be given to reattach().
	 */
	public function detach( int $document_id ): array;

	/**
	 * The document's new chunks are there, if it has any.
	 *
	 * @param array<int, array<int, list<int>>> $detached From detach().
	 */
	public function reattach( int $document_id, array $detached ): void;
}
