<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Content;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Storage\Database;
use Aaia\Chatbot\Support\Clock;
use Aaia\Chatbot\Support\Time;

/** Documents. SQL only; their chunks belong to the index. */
final class DocumentRepository {

	public function __construct(
		private readonly Database $database,
		private readonly Clock $clock,
	) {}

	/**
	 * A document by its id in its source.
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
	 * Writes a document's row. Chunks are counted by set_chunk_count().
	 *
	 * @return int Its id.
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
	 * The document is still in its source.
	 *
	 * @param ?\DateTimeImmutable $modified_at Its date, which may change without a word of it; null leaves it as it is. UTC.
	 */
	public function touch( int $id, ?\DateTimeImmutable $modified_at = null ): void {
		$data = [ 'seen_at' => Time::to_database( $this->clock->now() ) ];
		if ( null !== $modified_at ) {
			$data['modified_at'] = Time::to_database( $modified_at );
		}
		$this->database->update( 'knowledge_documents', $data, [ 'id' => $id ] );
	}

	/** Inside a transaction: others who want to change the document wait for its end. What is read of it afterwards is what they left. */
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
