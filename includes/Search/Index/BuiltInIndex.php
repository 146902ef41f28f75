<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Search\Index;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Language\TermHasher;
use Aaia\Chatbot\Language\Thesaurus;
use Aaia\Chatbot\Storage\Database;
use Aaia\Chatbot\Support\Clock;

/** Assembles the built-in index: its writer, its search and its segment merger. */
final class BuiltInIndex {

	public readonly IndexWriter $writer;

	public readonly IndexSearch $search;

	public readonly SegmentMerger $merger;

	/** @param ?ChunkVectors $vectors Vectors kept in step with the chunks; null without embeddings. */
	public function __construct(
		Database $database,
		Clock $clock,
		?ChunkVectors $vectors = null,
		Thesaurus $thesaurus = new Thesaurus(),
	) {
		$terms        = new TermHasher();
		$units        = new UnitRepository( $database );
		$segments     = new SegmentRepository( $database, $clock );
		$this->writer = new IndexWriter( $database, $units, new UnitBuilder( new Impacts( $terms ) ), $vectors );
		$this->merger = new SegmentMerger( $database, $units, $segments );
		$this->search = new IndexSearch(
			$units,
			$segments,
			new ChunkRepository( $database ),
			new CandidateFinder(),
			new SpellingCorrector(),
			$terms,
			$thesaurus,
		);
	}
}
