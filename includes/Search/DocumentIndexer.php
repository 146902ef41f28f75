<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Search;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Content\ContentIndex;
use Aaia\Chatbot\Search\Embeddings\CreateVectorTables;
use Aaia\Chatbot\Search\Index\IndexWriter;
use Aaia\Chatbot\Search\Index\SegmentMerger;
use Aaia\Chatbot\Storage\Database;

/** Writes documents into the built-in index; a job adds their embeddings. */
final class DocumentIndexer implements ContentIndex {

	/** Tables of the index, including the text of chunks. */
	private const TABLES = [
		...CreateVectorTables::TABLES,
		'knowledge_postings',
		'knowledge_segments',
		'knowledge_units',
		'knowledge_chunks',
	];

	/** Fresh units before a flush while many documents are indexed in a row. */
	private const BULK = 2048;

	public function __construct(
		private readonly Database $database,
		private readonly IndexWriter $writer,
		private readonly SegmentMerger $merger,
		private readonly MergeIndex $merge_job,
	) {}

	public function put( int $document_id, string $title, ?string $old_title, array $chunks ): int {
		return $this->writer->put( $document_id, $title, $old_title, $chunks );
	}

	public function remove( int $document_id, string $title ): void {
		$this->writer->remove( $document_id, $title );
	}

	public function clear(): void {
		foreach ( self::TABLES as $table ) {
			$this->database->execute( 'DELETE FROM %i', $this->database->table( $table ) );
		}
	}

	public function merge_if_needed(): void {
		while ( $this->merger->run_step( self::BULK ) ) {
			continue;
		}
	}

	public function queue_merge(): void {
		$this->merge_job->queue_if_needed();
	}
}
