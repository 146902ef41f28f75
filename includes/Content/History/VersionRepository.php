<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Content\History;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Content\Chunk;
use Aaia\Chatbot\Content\ContentSettings;
use Aaia\Chatbot\Content\StoredChunk;
use Aaia\Chatbot\Settings\Settings;
use Aaia\Chatbot\Storage\Database;
use Aaia\Chatbot\Support\Clock;
use Aaia\Chatbot\Support\Time;

/**
 * Stores earlier versions of documents for as many days as the owner allows, so that a past search can be repeated.
 *
 * Removing a document deletes its versions at once, because unpublished or deleted content must not be kept. Only a row without text
 * remains, so that a repeated search can say that something is missing.
 */
final class VersionRepository {

	/** Bytes of one version's packed text; larger versions are not stored. */
	private const LARGEST = 4_000_000;

	/** Prefix of packed texts. Texts without it are plain JSON, written where PHP has no zlib. */
	private const PACKED = 'gz:';

	public function __construct(
		private readonly Database $database,
		private readonly Clock $clock,
		private readonly Settings $settings,
	) {}

	/** Stores the current version of a document that is about to change. Call it in the transaction that changes it. */
	public function save( int $document_id ): void {
		$document = 0 === $this->days()
			? null
			: $this->database->row( 'SELECT * FROM %i WHERE id = %d', $this->database->table( 'knowledge_documents' ), $document_id );
		$text     = null === $document ? '' : $this->pack( $this->chunks_of( $document_id ) );
		if ( null === $document || strlen( $text ) > self::LARGEST ) {
			return;
		}
		$this->database->insert(
			'knowledge_versions',
			[
				'document_id' => $document_id,
				'title'       => (string) $document['title'],
				'url'         => (string) $document['url'],
				'language'    => (string) $document['language'],
				'modified_at' => $document['modified_at'],
				'valid_from'  => (string) $document['indexed_at'],
				'replaced_at' => Time::to_database( $this->clock->now() ),
				'chunks'      => $text,
			]
		);
	}

	/**
	 * Deletes all versions of a document that is about to be removed, and leaves a row without text. Call it in the transaction that
	 * removes it.
	 */
	public function delete_all( int $document_id ): void {
		$this->database->delete( 'knowledge_versions', [ 'document_id' => $document_id ] );
		$document = 0 === $this->days()
			? null
			: $this->database->row( 'SELECT indexed_at FROM %i WHERE id = %d', $this->database->table( 'knowledge_documents' ), $document_id );
		if ( null !== $document ) {
			$this->database->insert(
				'knowledge_versions',
				[
					'document_id' => $document_id,
					'title'       => '',
					'url'         => '',
					'language'    => '',
					'valid_from'  => (string) $document['indexed_at'],
					'replaced_at' => Time::to_database( $this->clock->now() ),
					'removed'     => 1,
					'chunks'      => '',
				]
			);
		}
	}

	/** Deletes versions that are older than the owner's limit. */
	public function purge(): void {
		$this->database->execute(
			'DELETE FROM %i WHERE replaced_at < %s',
			$this->database->table( 'knowledge_versions' ),
			Time::to_database( $this->clock->now()->modify( '-' . $this->days() . ' days' ) ),
		);
	}

	/**
	 * Finds documents that changed after a moment, and the version that was valid then.
	 *
	 * @return array<int, int> Version id by document id, newest change first.
	 */
	public function changed_since( \DateTimeImmutable $moment, int $limit ): array {
		$rows = $this->database->rows(
			'SELECT id, document_id FROM %i WHERE replaced_at > %s AND valid_from <= %s AND removed = 0
				ORDER BY replaced_at DESC, id DESC LIMIT %d',
			$this->database->table( 'knowledge_versions' ),
			Time::to_database( $moment ),
			Time::to_database( $moment ),
			$limit
		);
		$versions = [];
		foreach ( $rows as $row ) {
			$versions[ (int) $row['document_id'] ] = (int) $row['id'];
		}
		return $versions;
	}

	/** Number of documents removed since a moment, as far as their rows are not purged. */
	public function removed_since( \DateTimeImmutable $moment ): int {
		return (int) $this->database->value(
			'SELECT COUNT(*) FROM %i WHERE replaced_at > %s AND removed = 1',
			$this->database->table( 'knowledge_versions' ),
			Time::to_database( $moment ),
		);
	}

	/** Id of the version that was valid at a moment; null when the document has not changed since, or the version is not stored. */
	public function id_at( int $document_id, \DateTimeImmutable $moment ): ?int {
		$id = $this->database->value(
			'SELECT id FROM %i WHERE document_id = %d AND replaced_at > %s AND valid_from <= %s AND removed = 0 ORDER BY replaced_at LIMIT 1',
			$this->database->table( 'knowledge_versions' ),
			$document_id,
			Time::to_database( $moment ),
			Time::to_database( $moment )
		);
		return null === $id ? null : (int) $id;
	}

	/** Finds a version by id; null when it is deleted or damaged. */
	public function find( int $id ): ?DocumentVersion {
		$row    = $this->database->row( 'SELECT * FROM %i WHERE id = %d', $this->database->table( 'knowledge_versions' ), $id );
		$chunks = null === $row ? null : $this->unpack( (string) $row['chunks'] );
		return null === $row || null === $chunks
			? null
			: new DocumentVersion(
				(int) $row['document_id'],
				(string) $row['title'],
				(string) $row['url'],
				(string) $row['language'],
				$row['modified_at'],
				$chunks,
			);
	}

	private function days(): int {
		return $this->settings->int( ContentSettings::VERSION_DAYS );
	}

	/** @return list<array{list<string>, string, string}> Headings, anchor and text of each chunk in reading order. */
	private function chunks_of( int $document_id ): array {
		$rows = $this->database->rows(
			'SELECT chunks.headings, chunks.anchor, chunks.text FROM %i AS units JOIN %i AS chunks ON chunks.unit_id = units.id
				WHERE units.document_id = %d ORDER BY chunks.position',
			$this->database->table( 'knowledge_units' ),
			$this->database->table( 'knowledge_chunks' ),
			$document_id
		);
		return array_map(
			static fn( array $row ): array => [
				StoredChunk::headings( (string) $row['headings'] ),
				(string) $row['anchor'],
				(string) $row['text'],
			],
			$rows,
		);
	}

	/** @param list<array{list<string>, string, string}> $chunks */
	private function pack( array $chunks ): string {
		$json   = (string) wp_json_encode( $chunks, JSON_UNESCAPED_UNICODE | JSON_UNESCAPED_SLASHES | JSON_INVALID_UTF8_SUBSTITUTE );
		$packed = function_exists( 'gzcompress' ) ? gzcompress( $json ) : false;
		// phpcs:ignore WordPress.PHP.DiscouragedPHPFunctions.obfuscation_base64_encode -- a text column takes no bytes.
		return is_string( $packed ) ? self::PACKED . base64_encode( $packed ) : $json;
	}

	/** @return ?list<Chunk> */
	private function unpack( string $text ): ?array {
		if ( str_starts_with( $text, self::PACKED ) ) {
			// phpcs:ignore WordPress.PHP.DiscouragedPHPFunctions.obfuscation_base64_decode -- our own column.
			$bytes = base64_decode( substr( $text, strlen( self::PACKED ) ), true );
			$text  = is_string( $bytes ) && function_exists( 'gzuncompress' ) ? (string) gzuncompress( $bytes ) : '';
		}
		$chunks = json_decode( $text, true );
		return is_array( $chunks )
			? array_map( static fn( array $chunk ): Chunk => new Chunk( $chunk[0], $chunk[1], $chunk[2] ), array_values( $chunks ) )
			: null;
	}
}
