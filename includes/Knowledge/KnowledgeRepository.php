<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Knowledge;

use Aaia\Chatbot\Storage\Database;
use Aaia\Chatbot\Support\Clock;
use Aaia\Chatbot\Support\Time;

/** Sources and documents. SQL only; chunks and the index belong to the rooms of Index. */
final class KnowledgeRepository {

	public function __construct(
		private readonly Database $database,
		private readonly Clock $clock,
	) {}

	/** The source's row, made when it is not there yet. */
	public function source_id( string $name, string $label ): int {
		$id = $this->find_source( $name );
		if ( null !== $id ) {
			return $id;
		}
		$this->database->insert_new(
			'knowledge_sources',
			[
				'name'  => $name,
				'label' => $label,
				'state' => 'idle',
			]
		);
		return (int) $this->find_source( $name );
	}

	public function find_source( string $name ): ?int {
		$id = $this->database->value( 'SELECT id FROM %i WHERE name = %s', $this->database->table( 'knowledge_sources' ), $name );
		return null === $id ? null : (int) $id;
	}

	/**
	 * A document by its id in its source.
	 *
	 * @return ?array{id: int, title: string, hash: string}
	 */
	public function find_document( int $source_id, string $external_id ): ?array {
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
	 * Writes a document's row. Chunks are counted by count_chunks().
	 *
	 * @return int Its id.
	 */
	public function save_document( int $source_id, ?int $id, SourceDocument $document, string $hash ): int {
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

	/** The document is still in its source. */
	public function touch_document( int $id ): void {
		$this->database->update( 'knowledge_documents', [ 'seen_at' => Time::to_database( $this->clock->now() ) ], [ 'id' => $id ] );
	}

	public function count_chunks( int $id, int $chunks ): void {
		$this->database->update( 'knowledge_documents', [ 'chunks' => $chunks ], [ 'id' => $id ] );
	}

	public function delete_document( int $id ): void {
		$this->database->delete( 'knowledge_documents', [ 'id' => $id ] );
	}
}
