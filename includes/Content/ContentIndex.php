<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Content;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Storage\DatabaseFailure;

/** The search index of documents. Search implements it, so that Content can write a document and its index entries in one transaction. */
interface ContentIndex {

	/**
	 * Indexes a document and replaces its earlier entries.
	 *
	 * @param string      $title     The title to index; remove() needs the same title.
	 * @param ?string     $old_title The title that was indexed last; null for a new document, of which nothing is looked for.
	 * @param list<Chunk> $chunks
	 *
	 * @return int Number of chunks that searches can find.
	 *
	 * @throws DatabaseFailure Nothing was changed.
	 */
	public function put( int $document_id, string $title, ?string $old_title, array $chunks ): int;

	/**
	 * Removes a document.
	 *
	 * @param string $title The title it was indexed with.
	 *
	 * @throws DatabaseFailure Nothing was changed.
	 */
	public function remove( int $document_id, string $title ): void;

	/**
	 * Empties the index.
	 *
	 * @throws DatabaseFailure
	 */
	public function clear(): void;

	/**
	 * Merges new entries into larger segments, so that searches stay fast while many documents are indexed. Cheap when there is little to
	 * merge.
	 */
	public function merge_if_needed(): void;

	/** Queues the merge job if the index needs it. */
	public function queue_merge(): void;
}
