<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Improve\Bench;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Storage\Database;

/** The documents that test questions expect an answer from. */
final class TestSources {

	/** Values of one query. */
	private const PAGE = 300;

	public function __construct( private readonly Database $database ) {}

	/**
	 * Finds the documents that people name, by address or by their id in their source.
	 *
	 * @param list<string> $typed
	 *
	 * @return array<string, string> The document's id in its source, by what was typed; nothing for those that are not there.
	 */
	public function resolve( array $typed ): array {
		$found = [];
		foreach ( array_keys( $this->described( $typed ) ) as $id ) {
			$found[ $id ] = $id;
		}
		$addresses = [];
		foreach ( array_diff( $typed, array_keys( $found ) ) as $address ) {
			foreach ( self::spellings( $address ) as $spelling ) {
				$addresses[ $spelling ] = $address;
			}
		}
		foreach ( array_chunk( array_map( strval( ... ), array_keys( $addresses ) ), self::PAGE ) as $chunk ) {
			$rows = $this->database->rows(
				'SELECT external_id, url FROM %i WHERE excluded = 0 AND url IN (' . implode( ', ', array_fill( 0, count( $chunk ), '%s' ) ) . ')',
				$this->database->table( 'knowledge_documents' ),
				...$chunk
			);
			foreach ( $rows as $row ) {
				$found[ $addresses[ (string) $row['url'] ] ?? '' ] = (string) $row['external_id'];
			}
		}
		unset( $found[''] );
		return $found;
	}

	/**
	 * Titles and addresses of documents that can be found.
	 *
	 * @param list<string> $ids Their ids in their sources.
	 *
	 * @return array<string, array{title: string, url: string}> Nothing for those that are gone or left out of the knowledge.
	 */
	public function described( array $ids ): array {
		$found = [];
		foreach ( array_chunk( array_values( array_unique( $ids ) ), self::PAGE ) as $chunk ) {
			$rows = $this->database->rows(
				'SELECT external_id, title, url FROM %i WHERE excluded = 0 AND source_id IN ( SELECT id FROM %i ) AND external_key IN ('
					. implode( ', ', array_fill( 0, count( $chunk ), '%s' ) ) . ')',
				$this->database->table( 'knowledge_documents' ),
				$this->database->table( 'knowledge_sources' ),
				...array_map( md5( ... ), $chunk )
			);
			foreach ( $rows as $row ) {
				$found[ (string) $row['external_id'] ] = [ 'title' => (string) $row['title'], 'url' => (string) $row['url'] ];
			}
		}
		return $found;
	}

	/** Row id of a document; null when it is not there. */
	public function row_id( string $id ): ?int {
		$row = $this->database->value(
			'SELECT id FROM %i WHERE source_id IN ( SELECT id FROM %i ) AND external_key = %s',
			$this->database->table( 'knowledge_documents' ),
			$this->database->table( 'knowledge_sources' ),
			md5( $id )
		);
		return null === $row ? null : (int) $row;
	}

	/** @return list<string> An address with and without its last slash, without its anchor; a path on this site as an address. */
	private static function spellings( string $address ): array {
		$address = (string) preg_replace( '/#.*\z/s', '', trim( $address ) );
		$address = str_starts_with( $address, '/' ) ? home_url( $address ) : $address;
		$plain   = rtrim( $address, '/' );
		return '' === $plain ? [] : [ $plain, $plain . '/' ];
	}
}
