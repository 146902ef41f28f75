<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Content;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Content\History\VersionRepository;
use Aaia\Chatbot\Content\Text\Chunker;
use Aaia\Chatbot\Events\EventLog;
use Aaia\Chatbot\Events\EventType;
use Aaia\Chatbot\Storage\Database;
use Aaia\Chatbot\Storage\DatabaseFailure;
use Aaia\Chatbot\Support\Text;

/**
 * Adds, replaces and removes the documents that the assistant answers from.
 *
 * A document and its index entries change in one transaction. An unchanged document costs one read and one small write.
 */
final class ContentService {

	/** Characters read of a document, about a book of 500 pages. The rest is ignored. */
	private const DOCUMENT = 2_000_000;

	private const TITLE = 500;

	/** Tables to empty besides those of the index. */
	private const TABLES = [ 'knowledge_versions', 'knowledge_documents', 'knowledge_sources' ];

	public function __construct(
		private readonly Database $database,
		private readonly DocumentRepository $documents,
		private readonly ContentIndex $index,
		private readonly Chunker $chunker,
		private readonly VersionRepository $versions,
		private readonly EventLog $events,
	) {}

	/**
	 * Adds a document, or replaces the one with the same external id.
	 *
	 * @return bool Whether anything changed.
	 *
	 * @throws DatabaseFailure Nothing was changed.
	 */
	public function put( int $source_id, SourceDocument $document ): bool {
		$document = $this->sanitized( $document );
		$chunks   = $this->chunker->chunks( $document->sections );
		$hash     = md5( (string) wp_json_encode(
			[ $document->title, $document->url, $document->language, $chunks ],
			JSON_PARTIAL_OUTPUT_ON_ERROR,
		) );
		$known    = $this->documents->find( $source_id, $document->external_id );
		if ( null !== $known && $known['hash'] === $hash ) {
			$this->documents->touch( $known['id'], $document->modified_at );
			return false;
		}
		try {
			return $this->database->transaction( fn(): bool => $this->write( $source_id, $document, $chunks, $hash, $known['id'] ?? null ) );
		} catch ( DatabaseFailure $failure ) {
			if ( null === $known && null !== $this->documents->find( $source_id, $document->external_id ) ) {
				// Another process added the same new document at the same moment.
				return $this->put( $source_id, $document );
			}
			throw $failure;
		}
	}

	/**
	 * Writes a document and its index entries. Locks the row first and reads it again, because another process may have written it
	 * meanwhile.
	 *
	 * @param list<Chunk> $chunks
	 *
	 * @return bool False when another process has just written the same content.
	 */
	private function write( int $source_id, SourceDocument $document, array $chunks, string $hash, ?int $id ): bool {
		if ( null !== $id ) {
			$this->documents->lock( $id );
		}
		$known = null === $id ? null : $this->documents->find( $source_id, $document->external_id );
		if ( null !== $known && $known['hash'] === $hash ) {
			$this->documents->touch( $known['id'], $document->modified_at );
			return false;
		}
		if ( null !== $known ) {
			$this->versions->save( $known['id'] );
		}
		$id = $this->documents->save( $source_id, $known['id'] ?? null, $document, $hash );
		$this->documents->set_chunk_count( $id, $this->index->put( $id, $document->title, $known['title'] ?? null, $chunks ) );
		$this->append_change( $source_id, $id, null === $known ? 'added' : 'changed' );
		return true;
	}

	/** @param 'added'|'changed'|'removed' $change */
	private function append_change( int $source_id, int $document_id, string $change ): void {
		$this->events->append(
			EventType::KnowledgeChanged,
			null,
			null,
			[ 'document' => $document_id, 'source' => $source_id, 'change' => $change, 'user' => get_current_user_id() ],
		);
	}

	/**
	 * Removes a document; searches no longer find it.
	 *
	 * @return bool Whether the document existed.
	 *
	 * @throws DatabaseFailure Nothing was changed.
	 */
	public function remove( int $source_id, string $external_id ): bool {
		$known = $this->documents->find( $source_id, $external_id );
		if ( null === $known ) {
			return false;
		}
		return $this->database->transaction( function () use ( $source_id, $external_id, $known ): bool {
			$this->documents->lock( $known['id'] );
			$now = $this->documents->find( $source_id, $external_id );
			if ( null === $now ) {
				return false;
			}
			$this->versions->delete_all( $now['id'] );
			$this->index->remove( $now['id'], $now['title'] );
			$this->documents->delete( $now['id'] );
			$this->append_change( $source_id, $now['id'], 'removed' );
			return true;
		} );
	}

	/**
	 * Deletes all sources, all documents and the index.
	 *
	 * @throws DatabaseFailure
	 */
	public function clear(): void {
		$this->index->clear();
		foreach ( self::TABLES as $table ) {
			$this->database->execute( 'DELETE FROM %i', $this->database->table( $table ) );
		}
	}

	/** Keeps searches fast while many documents are added. Call it every few documents; it does nothing when there is little to merge. */
	public function merge_if_needed(): void {
		$this->index->merge_if_needed();
	}

	/** Limits the length of a document, makes it valid UTF-8 and removes control characters. */
	private function sanitized( SourceDocument $document ): SourceDocument {
		$left     = self::DOCUMENT;
		$sections = [];
		foreach ( $document->sections as $section ) {
			$text       = Text::clean( strlen( $section->text ) > 4 * $left ? mb_strcut( $section->text, 0, 4 * $left, 'UTF-8' ) : $section->text );
			$text       = mb_substr( $text, 0, $left, 'UTF-8' );
			$left      -= mb_strlen( $text, 'UTF-8' );
			$headings   = array_map(
				static fn( string $heading ): string => Text::truncate( Text::line( $heading ), self::TITLE ),
				$section->headings,
			);
			$sections[] = new Section(
				array_values( array_filter( $headings, static fn( string $heading ): bool => '' !== $heading ) ),
				$section->anchor,
				$text,
			);
			if ( $left <= 0 ) {
				break;
			}
		}
		return new SourceDocument(
			$document->external_id,
			Text::truncate( Text::line( $document->title ), self::TITLE ),
			$sections,
			$document->url,
			$document->language,
			$document->modified_at,
		);
	}
}
