<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Content;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Storage\Database;
use Aaia\Chatbot\Support\Time;

/**
 * Lists documents for owners, excludes them and changes their boost. SQL only.
 *
 * Syncs never write the columns with the owner's decisions, so a decision lasts as long as the document.
 */
final class DocumentListRepository {

	private const COLUMNS = 'documents.id, documents.title, documents.url, documents.language, documents.chunks, documents.boost, '
		. 'documents.excluded, documents.modified_at, sources.name';

	public function __construct( private readonly Database $database ) {}

	/**
	 * One page of the list, newest documents first. Reads along the primary key: the cost is that of the rows shown, unless few match the
	 * text.
	 *
	 * @param ?int $before Id of the last document of the previous page; null for the first page.
	 * @param int  $limit  1 to 101: a full page, and one more row to see whether another page follows.
	 *
	 * @return list<ListedDocument>
	 */
	public function page( DocumentFilter $filter, ?int $before, int $limit ): array {
		$like = '%' . $this->database->like( $filter->text ) . '%';
		$rows = $this->database->rows(
			'SELECT ' . self::COLUMNS . ' FROM %i AS documents JOIN %i AS sources ON sources.id = documents.source_id
			WHERE documents.id < %d AND ( %s = \'\' OR sources.name = %s ) AND ( %s = \'\' OR documents.title LIKE %s OR documents.url LIKE %s )
			AND ( %d = -1 OR documents.excluded = %d ) ORDER BY documents.id DESC LIMIT %d',
			$this->database->table( 'knowledge_documents' ),
			$this->database->table( 'knowledge_sources' ),
			$before ?? PHP_INT_MAX,
			$filter->source,
			$filter->source,
			$filter->text,
			$like,
			$like,
			null === $filter->excluded ? -1 : (int) $filter->excluded,
			(int) $filter->excluded,
			max( 1, min( 101, $limit ) )
		);
		return array_map( $this->listed( ... ), $rows );
	}

	public function find( int $id ): ?ListedDocument {
		return $this->by_ids( [ $id ] )[ $id ] ?? null;
	}

	/**
	 * @param list<int> $ids
	 *
	 * @return array<int, ListedDocument> By id; missing documents are left out.
	 */
	public function by_ids( array $ids ): array {
		if ( [] === $ids ) {
			return [];
		}
		$rows = $this->database->rows(
			'SELECT ' . self::COLUMNS
				. ' FROM %i AS documents JOIN %i AS sources ON sources.id = documents.source_id WHERE documents.id IN ('
				. implode( ', ', array_fill( 0, count( $ids ), '%d' ) ) . ')',
			$this->database->table( 'knowledge_documents' ),
			$this->database->table( 'knowledge_sources' ),
			...$ids
		);
		$found = array_map( $this->listed( ... ), $rows );
		return array_combine( array_map( static fn( ListedDocument $document ): int => $document->id, $found ), $found );
	}

	/**
	 * The documents with the most chunks, without excluded ones.
	 *
	 * @return list<ListedDocument> Most chunks first.
	 */
	public function largest( int $limit ): array {
		$rows = $this->database->rows(
			'SELECT ' . self::COLUMNS . ' FROM %i AS documents JOIN %i AS sources ON sources.id = documents.source_id
				WHERE documents.excluded = 0 ORDER BY documents.chunks DESC, documents.id LIMIT %d',
			$this->database->table( 'knowledge_documents' ),
			$this->database->table( 'knowledge_sources' ),
			$limit
		);
		return array_map( $this->listed( ... ), $rows );
	}

	/** Excludes a document from all answers, or includes it again. Takes effect at once. */
	public function exclude( int $id, bool $excluded ): void {
		$this->database->update( 'knowledge_documents', [ 'excluded' => (int) $excluded ], [ 'id' => $id ] );
	}

	/** Changes how strongly a document is promoted. Takes effect at once. */
	public function boost( int $id, Boost $boost ): void {
		$this->database->update( 'knowledge_documents', [ 'boost' => (string) $boost->factor() ], [ 'id' => $id ] );
	}

	public function count_all(): int {
		return (int) $this->database->value( 'SELECT COUNT(*) FROM %i', $this->database->table( 'knowledge_documents' ) );
	}

	public function count_excluded(): int {
		return (int) $this->database->value( 'SELECT COUNT(*) FROM %i WHERE excluded = 1', $this->database->table( 'knowledge_documents' ) );
	}

	/** @return list<string> Languages of the documents, at most 50; documents of unknown language are left out. */
	public function languages(): array {
		$rows = $this->database->rows(
			'SELECT DISTINCT language FROM %i WHERE language <> \'\' ORDER BY language LIMIT 50',
			$this->database->table( 'knowledge_documents' ),
		);
		return array_map( static fn( array $row ): string => (string) $row['language'], $rows );
	}

	/** @param array<string, ?string> $row */
	private function listed( array $row ): ListedDocument {
		return new ListedDocument(
			(int) $row['id'],
			(string) $row['name'],
			(string) $row['title'],
			(string) $row['url'],
			(string) $row['language'],
			(int) $row['chunks'],
			Boost::from_factor( (float) $row['boost'] ),
			1 === (int) $row['excluded'],
			Time::from_database( $row['modified_at'] ),
		);
	}
}
