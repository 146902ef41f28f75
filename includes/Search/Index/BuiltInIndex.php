<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Search\Index;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Language\TermHasher;
use Aaia\Chatbot\Storage\Database;
use Aaia\Chatbot\Support\Clock;

/** The parts of the built-in index, put together: one for writing, one for searching, one for keeping it fast. */
final class BuiltInIndex {

	public readonly IndexWriter $writer;

	public readonly IndexSearch $search;

	public readonly IndexKeeper $keeper;

	/** @param ?ChunkVectors $vectors What follows the chunks; null where nothing does. */
	public function __construct( Database $database, Clock $clock, ?ChunkVectors $vectors = null ) {
		$terms        = new TermHasher();
		$units        = new UnitRepository( $database );
		$segments     = new SegmentRepository( $database, $clock );
		$this->writer = new IndexWriter( $database, $units, new UnitMaker( new Impacts( $terms ) ), $vectors );
		$this->keeper = new IndexKeeper( $database, $units, $segments );
		$this->search = new IndexSearch( $units, $segments, new IndexReader( $database ), new CandidateFinder( $segments ), new WordRepair(), $terms );
	}
}
