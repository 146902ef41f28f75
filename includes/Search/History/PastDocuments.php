<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Search\History;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Content\History\VersionRepository;
use Aaia\Chatbot\Content\StoredChunk;
use Aaia\Chatbot\Language\TermHasher;
use Aaia\Chatbot\Search\Index\ChunkRepository;
use Aaia\Chatbot\Search\Index\ContextWindow;
use Aaia\Chatbot\Search\Index\Impacts;
use Aaia\Chatbot\Search\Index\UnitBuilder;
use Aaia\Chatbot\Search\Passage;
use Aaia\Chatbot\Storage\Database;

/** Reads documents as they were at a moment, as the passages a search would have returned. Documents excluded today are included. */
final class PastDocuments {

	private readonly UnitBuilder $unit_builder;

	private readonly ChunkRepository $chunks;

	public function __construct(
		private readonly Database $database,
		private readonly VersionRepository $versions,
	) {
		$this->unit_builder = new UnitBuilder( new Impacts( new TermHasher() ) );
		$this->chunks       = new ChunkRepository( $database );
	}

	/**
	 * All passages of a document as of the moment; its current ones when it has not changed or the old version is not kept.
	 *
	 * @return \Generator<int, Passage> Without scores; none when the document was deleted.
	 *
	 * @throws \Aaia\Chatbot\Storage\DatabaseFailure
	 */
	public function passages( int $document_id, \DateTimeImmutable $moment ): \Generator {
		$version = $this->versions->id_at( $document_id, $moment );
		$past    = null === $version ? null : $this->versions->find( $version );
		if ( null !== $past ) {
			foreach ( $this->unit_builder->units( $past->title, $past->chunks ) as $unit ) {
				$chunks = [];
				foreach ( $unit->chunks as $place => $chunk ) {
					$chunks[] = new StoredChunk( $place + 1, $place, $chunk->headings, $chunk->anchor, $chunk->text );
				}
				yield from self::passages_of_unit( $document_id, $past->title, $chunks );
			}
			return;
		}
		$rows = $this->database->rows(
			'SELECT units.id, documents.title FROM %i AS documents JOIN %i AS units ON units.document_id = documents.id WHERE documents.id = %d
				ORDER BY units.id',
			$this->database->table( 'knowledge_documents' ),
			$this->database->table( 'knowledge_units' ),
			$document_id
		);
		foreach ( $rows as $row ) {
			yield from self::passages_of_unit(
				$document_id,
				(string) $row['title'],
				$this->chunks->chunks( [ (int) $row['id'] ] )[ (int) $row['id'] ] ?? [],
			);
		}
	}

	/**
	 * @param list<StoredChunk> $chunks
	 *
	 * @return \Generator<int, Passage>
	 */
	private static function passages_of_unit( int $document_id, string $title, array $chunks ): \Generator {
		$siblings = [] === $chunks ? [] : StoredChunk::quotable( $chunks );
		foreach ( $siblings as $chunk ) {
			yield new Passage(
				$chunk->id,
				$document_id,
				'',
				$title,
				$chunk->headings,
				$chunk->text,
				'',
				'',
				0.0,
				0.0,
				null,
				ContextWindow::around( $chunk, $siblings ),
			);
		}
	}
}
