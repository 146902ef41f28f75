<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Search\Index;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Content\Chunk;
use Aaia\Chatbot\Storage\Database;

/**
 * Adds documents to the built-in index and removes them. Both take effect at once.
 *
 * The cost of one document does not depend on the size of the index: new units stay outside segments until SegmentMerger flushes them.
 */
final class IndexWriter {

	public function __construct(
		private readonly Database $database,
		private readonly UnitRepository $units,
		private readonly UnitBuilder $builder,
		private readonly ?ChunkVectors $vectors = null,
	) {}

	/**
	 * Indexes a document and replaces its previous version.
	 *
	 * @param string $title     The title stored with it; remove() needs the same again.
	 * @param ?string $old_title The title it was last indexed with; null for a new document.
	 * @param list<Chunk> $chunks
	 *
	 * @return int Number of searchable chunks.
	 *
	 * @throws \Aaia\Chatbot\Storage\DatabaseFailure Nothing has changed then.
	 */
	public function put( int $document_id, string $title, ?string $old_title, array $chunks ): int {
		$units = $this->builder->units( $title, $chunks );
		return $this->database->transaction( function () use ( $document_id, $old_title, $units ): int {
			$detached = [];
			if ( null !== $old_title ) {
				$detached = $this->vectors?->detach( $document_id ) ?? [];
				$this->take_out( $document_id, $old_title );
			}
			$position = 0;
			foreach ( $units as $unit ) {
				$this->units->add( $document_id, $unit, $position );
				$position += count( $unit->chunks );
			}
			$this->vectors?->reattach( $document_id, $detached );
			return $position;
		} );
	}

	/**
	 * Removes a document.
	 *
	 * @param string $title The title it was indexed with.
	 *
	 * @throws \Aaia\Chatbot\Storage\DatabaseFailure Nothing has changed then.
	 */
	public function remove( int $document_id, string $title ): void {
		$this->database->transaction( function () use ( $document_id, $title ): void {
			$detached = $this->vectors?->detach( $document_id ) ?? [];
			$this->take_out( $document_id, $title );
			$this->vectors?->reattach( $document_id, $detached );
		} );
	}

	private function take_out( int $document_id, string $title ): void {
		foreach ( $this->units->of_document( $document_id ) as $unit_id => $state ) {
			if ( UnitState::Fresh === $state ) {
				$this->units->delete( $unit_id );
			} else {
				$this->units->mark_removed( $unit_id, $this->builder->vector( $title, $this->units->chunks( $unit_id ) ) );
			}
		}
	}
}
