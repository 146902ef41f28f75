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
 * Repeats a search as of an earlier moment, with the built-in index itself: in a transaction that is undone at its end, documents that
 * changed since get their old words back and newer ones are taken out; then the very same search runs. Nobody else sees any of it.
 *
 * Scores come out as on the day, because the index keeps them independent of the order of changes (see the record on the index).
 */
final class PastSearch {

	/** Documents put back or taken out in one repetition, and how long that may take, seconds: rows stay locked meanwhile. */
	private const DOCUMENTS = 300;

	private const SECONDS = 4.0;

	public function __construct(
		private readonly Database $database,
		private readonly BuiltInIndex $index,
		private readonly VersionRepository $versions,
	) {}

	/**
	 * The newest document there is: a search notes it, so that newer ones can be told apart later. One step in the primary key.
	 *
	 * @throws \Aaia\Chatbot\Storage\DatabaseFailure
	 */
	public function newest_document(): int {
		return (int) $this->database->value( 'SELECT MAX( id ) FROM %i', $this->database->table( 'knowledge_documents' ) );
	}

	/**
	 * Searches as of a moment.
	 *
	 * @param ?int $newest What newest_document() said then; null when nobody asked: documents indexed later count as newer.
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
		$later    = $this->database->rows( 'SELECT id, title, chunks FROM %i WHERE indexed_at > %s ORDER BY indexed_at DESC LIMIT %d', $this->database->table( 'knowledge_documents' ), Time::to_database( $moment ), self::DOCUMENTS + 1 );
		[ $restored, $hidden, $lost ] = [ 0, 0, 0 ];
		foreach ( $later as $done => $row ) {
			$id      = (int) $row['id'];
			$version = isset( $versions[ $id ] ) && $done < self::DOCUMENTS && microtime( true ) < $until ? $this->versions->find( $versions[ $id ] ) : null;
			if ( null !== $version ) {
				$this->restore( $version, (string) $row['title'] );
				++$restored;
			} elseif ( ! isset( $versions[ $id ] ) && ( null === $newest || $id > $newest ) && $done < self::DOCUMENTS && microtime( true ) < $until ) {
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
