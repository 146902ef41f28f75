<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Search\Embeddings;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Content\StoredChunk;
use Aaia\Chatbot\Jobs\JobQueue;
use Aaia\Chatbot\Search\Index\ChunkVectors;
use Aaia\Chatbot\Storage\Database;

/**
 * Keeps vectors consistent with chunks, inside the transaction that changes the chunks.
 *
 * A document that is indexed again gets new chunks. Chunks with unchanged text take over the vectors of the old ones, so only changed
 * text is embedded again. Vectors of deleted chunks are deleted as well.
 */
final class VectorSynchronizer implements ChunkVectors {

	public function __construct(
		private readonly Database $database,
		private readonly EmbeddingSpaceRepository $spaces,
		private readonly JobQueue $jobs,
	) {}

	public function detach( int $document_id ): array {
		$rows   = $this->database->rows(
			'SELECT vectors.id, vectors.space_id, vectors.text_hash FROM %i AS vectors JOIN %i AS chunks ON chunks.id = vectors.chunk_id
				JOIN %i AS units ON units.id = chunks.unit_id WHERE units.document_id = %d',
			$this->database->table( 'knowledge_vectors' ),
			$this->database->table( 'knowledge_chunks' ),
			$this->database->table( 'knowledge_units' ),
			$document_id
		);
		$detached = [];
		foreach ( $rows as $row ) {
			$detached[ (int) $row['text_hash'] ][ (int) $row['space_id'] ][] = (int) $row['id'];
		}
		return $detached;
	}

	public function reattach( int $document_id, array $detached ): void {
		if ( [] === $detached && ! $this->spaces->has_any() ) {
			return;
		}
		$chunks = $this->database->rows(
			'SELECT chunks.id, chunks.headings, chunks.text, documents.title FROM %i AS chunks JOIN %i AS units ON units.id = chunks.unit_id
				JOIN %i AS documents ON documents.id = units.document_id WHERE units.document_id = %d',
			$this->database->table( 'knowledge_chunks' ),
			$this->database->table( 'knowledge_units' ),
			$this->database->table( 'knowledge_documents' ),
			$document_id
		);
		foreach ( $chunks as $chunk ) {
			$hash = EmbeddedText::hash( EmbeddedText::compose(
				(string) $chunk['title'],
				StoredChunk::headings( (string) $chunk['headings'] ),
				(string) $chunk['text'],
			) );
			foreach ( array_keys( $detached[ $hash ] ?? [] ) as $space_id ) {
				$vector = array_shift( $detached[ $hash ][ $space_id ] );
				if ( null !== $vector ) {
					$this->database->update( 'knowledge_vectors', [ 'chunk_id' => (int) $chunk['id'] ], [ 'id' => $vector ] );
				}
			}
		}
		foreach ( array_chunk(
			array_merge( ...array_merge( [ [] ], ...array_values( array_map( array_values( ... ), $detached ) ) ) ),
			500,
		) as $gone ) {
			$this->database->execute(
				'DELETE FROM %i WHERE id IN (' . implode( ', ', array_fill( 0, count( $gone ), '%d' ) ) . ')',
				$this->database->table( 'knowledge_vectors' ),
				...$gone,
			);
		}
		if ( [] !== $chunks && $this->spaces->has_any() ) {
			EmbedChunks::queue( $this->jobs );
		}
	}
}
