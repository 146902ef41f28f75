<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Search;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Content\SourceRepository;
use Aaia\Chatbot\Content\Sources\PostSource;
use Aaia\Chatbot\Content\SourceState;
use Aaia\Chatbot\Search\Index\UnitState;
use Aaia\Chatbot\Storage\Database;
use Aaia\Chatbot\Support\Time;

/** Counts and sizes of what the assistant knows. Reads whole tables: for people who ask, not for every page. */
final class IndexStatistics {

	/** Chunks up to which searches were measured to stay fast, see docs/decisions/0011: on SQLite, and on MySQL or MariaDB. */
	private const FAST_ON_SQLITE = 20_000;
	private const FAST           = 100_000;

	/** A search that takes longer than this is felt. Milliseconds. */
	private const SLOW = 200.0;

	public function __construct(
		private readonly Database $database,
		private readonly SourceRepository $sources,
	) {}

	/** @return array{documents: int, chunks: int, units: int, fresh_units: int, removed_units: int, segments: int, index_bytes: int, text_bytes: int} */
	public function totals(): array {
		$units    = $this->database->table( 'knowledge_units' );
		$by_state = [];
		foreach ( $this->database->rows( 'SELECT state, COUNT(*) AS units, SUM(LENGTH(vector)) AS bytes FROM %i GROUP BY state', $units ) as $row ) {
			$by_state[ (int) $row['state'] ] = [ (int) $row['units'], (int) $row['bytes'] ];
		}
		$fresh    = $by_state[ UnitState::Fresh->value ] ?? [ 0, 0 ];
		$removed  = $by_state[ UnitState::Removed->value ] ?? [ 0, 0 ];
		$postings = (int) $this->database->value( 'SELECT SUM(LENGTH(data)) FROM %i', $this->database->table( 'knowledge_postings' ) );
		return [
			'documents'     => (int) $this->database->value( 'SELECT COUNT(*) FROM %i', $this->database->table( 'knowledge_documents' ) ),
			'chunks'        => (int) $this->database->value( 'SELECT COUNT(*) FROM %i', $this->database->table( 'knowledge_chunks' ) ),
			'units'         => ( $by_state[ UnitState::Sealed->value ][0] ?? 0 ) + $fresh[0],
			'fresh_units'   => $fresh[0],
			'removed_units' => $removed[0],
			'segments'      => (int) $this->database->value( 'SELECT COUNT(*) FROM %i WHERE state = %s', $this->database->table( 'knowledge_segments' ), 'live' ),
			'index_bytes'   => $postings + $fresh[1] + $removed[1],
			'text_bytes'    => (int) $this->database->value( 'SELECT SUM(LENGTH(text)) FROM %i', $this->database->table( 'knowledge_chunks' ) ),
		];
	}

	/** @return list<array{source: string, label: string, state: string, documents: int, chunks: int, done: int, total: int, last_sync: string, error: string}> */
	public function by_source(): array {
		$counts = [];
		foreach ( $this->database->rows( 'SELECT source_id, COUNT(*) AS documents, SUM(chunks) AS chunks FROM %i GROUP BY source_id', $this->database->table( 'knowledge_documents' ) ) as $row ) {
			$counts[ (int) $row['source_id'] ] = $row;
		}
		return array_map(
			static fn( SourceState $source ): array => [
				'source'    => $source->name,
				'label'     => $source->label,
				'state'     => $source->running ? 'running' : 'idle',
				'documents' => (int) ( $counts[ $source->id ]['documents'] ?? 0 ),
				'chunks'    => (int) ( $counts[ $source->id ]['chunks'] ?? 0 ),
				'done'      => $source->done,
				'total'     => $source->total,
				'last_sync' => (string) Time::to_wire( $source->last_sync_at ),
				'error'     => (string) $source->error,
			],
			$this->sources->all()
		);
	}

	/**
	 * What fills the index: kinds of content of the site, and the other sources.
	 *
	 * @return list<array{label: string, type: string, documents: int, chunks: int}> Fullest first. `type` is a post type; empty for a source that is none.
	 */
	public function by_kind(): array {
		$documents = $this->database->table( 'knowledge_documents' );
		$kinds     = [];
		foreach ( $this->sources->all() as $source ) {
			if ( PostSource::NAME !== $source->name ) {
				$row     = $this->database->row( 'SELECT COUNT(*) AS documents, SUM(chunks) AS chunks FROM %i WHERE source_id = %d', $documents, $source->id );
				$kinds[] = $this->kind( $source->label, '', $row ?? [] );
				continue;
			}
			$rows = $this->database->rows(
				'SELECT posts.post_type, COUNT(*) AS documents, SUM(documents.chunks) AS chunks FROM %i AS documents JOIN %i AS posts ON posts.ID = CAST( SUBSTRING( documents.external_id, 6 ) AS UNSIGNED ) WHERE documents.source_id = %d GROUP BY posts.post_type',
				$documents,
				$this->database->core_table( 'posts' ),
				$source->id
			);
			foreach ( $rows as $row ) {
				$type    = (string) $row['post_type'];
				$kinds[] = $this->kind( (string) ( get_post_type_object( $type )->labels->name ?? $type ), $type, $row );
			}
		}
		$kinds = array_values( array_filter( $kinds, static fn( array $kind ): bool => $kind['chunks'] > 0 ) );
		usort( $kinds, static fn( array $one, array $other ): int => $other['chunks'] <=> $one['chunks'] );
		return $kinds;
	}

	/** What to do about the size or a slow search; null while there is nothing to do. */
	public static function advice( int $chunks, bool $sqlite, ?float $milliseconds = null ): ?string {
		$fast = $sqlite ? self::FAST_ON_SQLITE : self::FAST;
		if ( $chunks > $fast ) {
			return sprintf(
				/* translators: 1: number of passages, 2: number of passages that are searched quickly. */
				__( 'There are %1$s passages; up to %2$s are searched quickly on this database, so answers may begin later. Leave out kinds of content that hold no answers: below is what fills most.', 'aaia-chatbot' ),
				number_format_i18n( $chunks ),
				number_format_i18n( $fast )
			);
		}
		return null === $milliseconds || $milliseconds <= self::SLOW ? null : sprintf(
			/* translators: %s: milliseconds. */
			__( 'A search took %s ms just now, and every answer waits for one. If that is so at quiet hours too, leave out kinds of content that hold no answers: below is what fills most.', 'aaia-chatbot' ),
			number_format_i18n( $milliseconds )
		);
	}

	/**
	 * @param array<string, ?string> $row
	 *
	 * @return array{label: string, type: string, documents: int, chunks: int}
	 */
	private function kind( string $label, string $type, array $row ): array {
		return [
			'label'     => $label,
			'type'      => $type,
			'documents' => (int) ( $row['documents'] ?? 0 ),
			'chunks'    => (int) ( $row['chunks'] ?? 0 ),
		];
	}
}
