<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Search\Index;

defined( 'ABSPATH' ) || exit;

/** Keeps the vectors of chunks when a document is indexed again or removed. Both methods are called inside that transaction. */
interface ChunkVectors {

	/**
	 * Notes the vectors of a document's chunks before the chunks are deleted.
	 *
	 * @return array<int, array<int, list<int>>> Vector ids by text hash and embedding space, for reattach().
	 */
	public function detach( int $document_id ): array;

	/**
	 * Gives the vectors to the document's new chunks, where their text is unchanged, and deletes the rest.
	 *
	 * @param array<int, array<int, list<int>>> $detached From detach().
	 */
	public function reattach( int $document_id, array $detached ): void;
}
