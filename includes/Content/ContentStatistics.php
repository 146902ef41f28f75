<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Content;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Content\Sources\PostSource;
use Aaia\Chatbot\Storage\Database;
use Aaia\Chatbot\Support\Time;

/** Counts documents and chunks by source and by kind of content. Reads whole tables, so use it only on request and not on every page. */
final class ContentStatistics {

	public function __construct(
		private readonly Database $database,
		private readonly SourceRepository $sources,
	) {}

	/**
	 * @return list<array{
	 *     source: string, label: string, state: string, documents: int, chunks: int, done: int, total: int,
	 *     last_sync: string, error: string,
	 * }>
	 */
	public function by_source(): array {
		$counts = [];
		foreach ( $this->database->rows(
			'SELECT source_id, COUNT(*) AS documents, SUM(chunks) AS chunks FROM %i GROUP BY source_id',
			$this->database->table( 'knowledge_documents' ),
		) as $row ) {
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
	 * Documents and chunks of each post type and of each other source.
	 *
	 * @return list<array{label: string, type: string, documents: int, chunks: int}> Most chunks first. `type` is a post type, or empty
	 *         for another source.
	 */
	public function by_kind(): array {
		$documents = $this->database->table( 'knowledge_documents' );
		$kinds     = [];
		foreach ( $this->sources->all() as $source ) {
			if ( PostSource::NAME !== $source->name ) {
				$row     = $this->database->row(
					'SELECT COUNT(*) AS documents, SUM(chunks) AS chunks FROM %i WHERE source_id = %d',
					$documents,
					$source->id,
				);
				$kinds[] = $this->kind( $source->label, '', $row ?? [] );
				continue;
			}
			$rows = $this->database->rows(
				'SELECT posts.post_type, COUNT(*) AS documents, SUM(documents.chunks) AS chunks FROM %i AS documents
					JOIN %i AS posts ON posts.ID = CAST( SUBSTRING( documents.external_id, 6 ) AS UNSIGNED ) WHERE documents.source_id = %d
					GROUP BY posts.post_type',
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
