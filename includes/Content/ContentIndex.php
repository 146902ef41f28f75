<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Content;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Storage\DatabaseFailure;

/** The index that documents are written into. Search implements it; Content writes a document and its index in one transaction. */
interface ContentIndex {

	/**
	 * Indexes a document in place of what was indexed of it.
	 *
	 * @param string      $title     The title stored with it; remove() needs the same again.
	 * @param string      $old_title The title it was last indexed with.
	 * @param list<Chunk> $chunks
	 *
	 * @return int Chunks that can be found.
	 *
	 * @throws DatabaseFailure Nothing has changed then.
	 */
	public function put( int $document_id, string $title, string $old_title, array $chunks ): int;

	/**
	 * Takes a document out.
	 *
	 * @param string $title The title it was indexed with.
	 *
	 * @throws DatabaseFailure Nothing has changed then.
	 */
	public function remove( int $document_id, string $title ): void;

	/**
	 * Empties the index.
	 *
	 * @throws DatabaseFailure
	 */
	public function clear(): void;

	/** Merges what many documents put in a row have left, so that searching stays fast. Cheap when there is little to merge. */
	public function merge_if_needed(): void;

	/** Queues the job that merges, if the index needs it. */
	public function queue_merge(): void;
}
