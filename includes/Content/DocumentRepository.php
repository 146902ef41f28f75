<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Content;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Storage\Database;
use Aaia\Chatbot\Support\Clock;
use Aaia\Chatbot\Support\Time;

/** Stores documents without their chunks, which belong to the index. SQL only. */
final class DocumentRepository {

	public function __construct(
		private readonly Database $database,
		private readonly Clock $clock,
	) {}

	/**
	 * Finds a document by its external id.
	 *
	 * @return ?array{id: int, title: string, hash: string}
	 */
	public function find( int $source_id, string $external_id ): ?array {
		$row = $this->database->row(
			'SELECT id, title, content_hash FROM %i WHERE source_id = %d AND external_key = %s',
			$this->database->table( 'knowledge_documents' ),
			$source_id,
			md5( $external_id )
		);
		return null === $row ? null : [
			'id'    => (int) $row['id'],
			'title' => (string) $row['title'],
			'hash'  => (string) $row['content_hash'],
		];
	}

	/**
	 * Writes a document's row, except the number of chunks: see set_chunk_count().
	 *
	 * @return int The document's id.
	 */
	public function save( int $source_id, ?int $id, SourceDocument $document, string $hash ): int {
		$now  = Time::to_database( $this->clock->now() );
		$data = [
			'title'        => $document->title,
			'url'          => $document->url,
			'language'     => $document->language,
			'content_hash' => $hash,
			'modified_at'  => null === $document->modified_at ? null : Time::to_database( $document->modified_at ),
			'indexed_at'   => $now,
			'seen_at'      => $now,
		];
		if ( null !== $id ) {
			$this->database->update( 'knowledge_documents', $data, [ 'id' => $id ] );
			return $id;
		}
		return $this->database->insert(
			'knowledge_documents',
			$data + [
				'source_id'    => $source_id,
				'external_key' => md5( $document->external_id ),
				'external_id'  => $document->external_id,
			]
		);
	}

	/**
	 * Notes that the document is still in its source.
	 *
	 * @param ?\DateTimeImmutable $modified_at Date of the last change, UTC, which can change while the text stays the same. Null keeps
	 *         the stored date.
	 */
	public function touch( int $id, ?\DateTimeImmutable $modified_at = null ): void {
		$data = [ 'seen_at' => Time::to_database( $this->clock->now() ) ];
		if ( null !== $modified_at ) {
			$data['modified_at'] = Time::to_database( $modified_at );
		}
		$this->database->update( 'knowledge_documents', $data, [ 'id' => $id ] );
	}

	/** Locks the document until the transaction ends. Read it again afterwards: another process may have changed it before. */
	public function lock( int $id ): void {
		$this->database->execute( 'UPDATE %i SET seen_at = seen_at WHERE id = %d', $this->database->table( 'knowledge_documents' ), $id );
	}

	public function set_chunk_count( int $id, int $chunks ): void {
		$this->database->update( 'knowledge_documents', [ 'chunks' => $chunks ], [ 'id' => $id ] );
	}

	public function delete( int $id ): void {
		$this->database->delete( 'knowledge_documents', [ 'id' => $id ] );
	}
}
