<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Search\History;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Content\History\DocumentVersion;
use Aaia\Chatbot\Content\History\VersionRepository;
use Aaia\Chatbot\Search\Index\BuiltInIndex;
use Aaia\Chatbot\Search\SearchQuery;
use Aaia\Chatbot\Storage\Database;
use Aaia\Chatbot\Support\Time;

/**
 * Repeats a search as of an earlier moment with the built-in index: inside a transaction that is rolled back at its end, documents that
 * changed since are restored and newer ones removed; then the same search runs. Other requests see none of it.
 *
 * Scores are the same as on that day, because they do not depend on the order of changes (see the decision record on the index).
 */
final class PastSearch {

	/** Maximum documents restored or removed per search, and maximum seconds for it: rows stay locked meanwhile. */
	private const DOCUMENTS = 300;

	private const SECONDS = 4.0;

	public function __construct(
		private readonly Database $database,
		private readonly BuiltInIndex $index,
		private readonly VersionRepository $versions,
	) {}

	/**
	 * Id of the newest document. A search records it, so that newer documents can be recognised later. One lookup in the primary key.
	 *
	 * @throws \Aaia\Chatbot\Storage\DatabaseFailure
	 */
	public function newest_document(): int {
		return (int) $this->database->value( 'SELECT MAX( id ) FROM %i', $this->database->table( 'knowledge_documents' ) );
	}

	/**
	 * Searches as of a moment.
	 *
	 * @param ?int $newest Result of newest_document() at that moment; null when unknown: documents indexed later count as newer.
	 *
	 * @throws \Aaia\Chatbot\Storage\DatabaseFailure
	 */
	public function search( SearchQuery $query, \DateTimeImmutable $moment, ?int $newest ): PastResult {
		try {
			$this->database->transaction( fn() => throw new RollbackWithResult( $this->search_as_of( $query, $moment, $newest ) ) );
		} catch ( RollbackWithResult $found ) {
			return $found->result;
		}
	}

	private function search_as_of( SearchQuery $query, \DateTimeImmutable $moment, ?int $newest ): PastResult {
		$until    = microtime( true ) + self::SECONDS;
		$versions = $this->versions->changed_since( $moment, self::DOCUMENTS + 1 );
		$later    = $this->database->rows(
			'SELECT id, title, chunks FROM %i WHERE indexed_at > %s ORDER BY indexed_at DESC LIMIT %d',
			$this->database->table( 'knowledge_documents' ),
			Time::to_database( $moment ),
			self::DOCUMENTS + 1,
		);
		[ $restored, $hidden, $lost ] = [ 0, 0, 0 ];
		foreach ( $later as $done => $row ) {
			$id      = (int) $row['id'];
			$version = isset( $versions[ $id ] ) && $done < self::DOCUMENTS && microtime( true ) < $until
				? $this->versions->find( $versions[ $id ] )
				: null;
			if ( null !== $version ) {
				$this->restore( $version, (string) $row['title'] );
				++$restored;
			} elseif (
				! isset( $versions[ $id ] )
				&& ( null === $newest || $id > $newest )
				&& $done < self::DOCUMENTS
				&& microtime( true ) < $until
			) {
				$this->index->writer->remove( $id, (string) $row['title'] );
				++$hidden;
			} else {
				++$lost;
			}
		}
		return new PastResult( $this->index->search->search( $query ), $restored, $hidden, $this->versions->removed_since( $moment ), $lost );
	}

	private function restore( DocumentVersion $document, string $title_now ): void {
		$chunks = $this->index->writer->put( $document->document_id, $document->title, $title_now, $document->chunks );
		$this->database->update(
			'knowledge_documents',
			[
				'title'       => $document->title,
				'url'         => $document->url,
				'language'    => $document->language,
				'modified_at' => $document->modified_at,
				'chunks'      => $chunks,
			],
			[ 'id' => $document->document_id ]
		);
	}
}
