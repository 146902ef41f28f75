<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Tests\Search\History;

use Aaia\Chatbot\Content\ContentService;
use Aaia\Chatbot\Content\DocumentRepository;
use Aaia\Chatbot\Content\History\VersionRepository;
use Aaia\Chatbot\Content\Section;
use Aaia\Chatbot\Content\SourceDocument;
use Aaia\Chatbot\Content\SourceRepository;
use Aaia\Chatbot\Content\Text\Chunker;
use Aaia\Chatbot\Events\EventLog;
use Aaia\Chatbot\Jobs\JobQueue;
use Aaia\Chatbot\Search\DocumentIndexer;
use Aaia\Chatbot\Search\History\PastSearch;
use Aaia\Chatbot\Search\Index\BuiltInIndex;
use Aaia\Chatbot\Search\MergeIndex;
use Aaia\Chatbot\Search\Passage;
use Aaia\Chatbot\Search\SearchQuery;
use Aaia\Chatbot\Settings\Settings;
use Aaia\Chatbot\Tests\ChatTestCase;
use Aaia\Chatbot\Tests\Harness\TestClock;

/** Past searches give the results of their day and change nothing. */
final class PastSearchTest extends ChatTestCase {

	private TestClock $clock;

	private ContentService $service;

	private BuiltInIndex $index;

	private VersionRepository $versions;

	private PastSearch $past;

	protected function setUp(): void {
		parent::setUp();
		$this->clock    = new TestClock( '2026-03-02 09:00:00' );
		$database       = $this->database();
		$this->index    = new BuiltInIndex( $database, $this->clock );
		$this->versions = new VersionRepository( $database, $this->clock, $this->plugin->services->get( Settings::class ) );
		$merge_job      = new MergeIndex( $this->index->merger, $this->plugin->services->get( JobQueue::class ) );
		$indexer        = new DocumentIndexer( $database, $this->index->writer, $this->index->merger, $merge_job );
		$this->service  = new ContentService(
			$database,
			new DocumentRepository( $database, $this->clock ),
			$indexer,
			new Chunker(),
			$this->versions,
			new EventLog( $database, $this->clock ),
		);
		$this->past     = new PastSearch( $database, $this->index, $this->versions );
		$this->service->clear();
		for ( $number = 1; $number <= 12; $number++ ) {
			$this->put(
				$number,
				"Delivery $number",
				"Delivery to region $number takes " . ( 10 + $number ) . ' days and costs nothing for members.',
			);
		}
	}

	public function test_an_earlier_search_finds_the_same_passages_with_the_same_scores_whatever_changed_since(): void {
		[ $query, $then, $moment, $newest ] = $this->searched();
		for ( $round = 1; $round <= 3; $round++ ) {
			$this->clock->pass( '1 hour' );
			$this->put( 3, "Shipping $round", "Region three is served within $round hours now." );
			$this->put( 5, "Delivery 5 v$round", 'Delivery to region 3, 4 and 5 takes one day.' );
			$this->put( 100 + $round, "Delivery to region 3, news $round", 'Delivery to region 3 takes an hour, delivery to region 3 is fast.' );
			$this->index->merger->run_step( 1 );
		}
		$now  = $this->as_lines( $this->index->search->search( $query ) );
		$this->assertNotSame( $then, $now );
		$rows = $this->state();
		$past = $this->past->search( $query, $moment, $newest );
		$this->assertSame( $then, $this->as_lines( $past->passages ) );
		$this->assertSame( [ 2, 3, 0, 0 ], [ $past->restored, $past->hidden, $past->removed, $past->lost ] );
		$this->assertSame( $rows, $this->state(), 'Nothing of it stays.' );
		$this->assertSame( $now, $this->as_lines( $this->index->search->search( $query ) ) );
	}

	public function test_a_removed_document_is_missing_and_counted_as_removed(): void {
		[ $query, , $moment, $newest ] = $this->searched();
		$this->clock->pass( '1 hour' );
		$this->put( 3, 'Delivery 3', 'Delivery to region 3: call 555 123.' );
		$this->clock->pass( '1 hour' );
		$this->service->remove( $this->source(), 'page-3' );
		$past = $this->past->search( $query, $moment, $newest );
		$this->assertNotContains( 'page-3', array_column( $past->passages, 'external_id' ) );
		$this->assertSame( 1, $past->removed );
		$kept = $this->database()->rows( 'SELECT title, chunks FROM %i', $this->database()->table( 'knowledge_versions' ) );
		$this->assertSame( [ [ 'title' => '', 'chunks' => '' ] ], $kept );
	}

	public function test_versions_that_are_no_longer_kept_are_counted_as_lost(): void {
		$this->settings( [ 'knowledge_version_days' => 0 ] );
		[ $query, , $moment, $newest ] = $this->searched();
		$this->clock->pass( '1 hour' );
		$this->put( 3, 'Delivery 3', 'Other words.' );
		$past = $this->past->search( $query, $moment, $newest );
		$this->assertSame( [ 0, 0, 1 ], [ $past->restored, $past->hidden, $past->lost ] );
		$this->assertSame( 0, $this->count_rows( 'knowledge_versions' ) );
	}

	public function test_versions_are_erased_after_the_days_the_owner_set(): void {
		$this->clock->pass( '1 hour' );
		$this->put( 3, 'Delivery 3', 'Other words.' );
		$this->clock->pass( '89 days' );
		$this->versions->purge();
		$this->assertSame( 1, $this->count_rows( 'knowledge_versions' ) );
		$this->clock->pass( '2 days' );
		$this->versions->purge();
		$this->assertSame( 0, $this->count_rows( 'knowledge_versions' ) );
	}

	public function test_a_damaged_version_counts_as_lost(): void {
		[ $query, , $moment, $newest ] = $this->searched();
		$this->clock->pass( '1 hour' );
		$this->put( 3, 'Delivery 3', 'Other words.' );
		$this->database()->execute( 'UPDATE %i SET chunks = %s', $this->database()->table( 'knowledge_versions' ), 'gz:AAAA' );
		// phpcs:ignore WordPress.PHP.NoSilencedErrors -- zlib warns.
		$this->assertSame( 1, @$this->past->search( $query, $moment, $newest )->lost );
	}

	/** @return array{SearchQuery, list<array{string, float, string}>, \DateTimeImmutable, int} */
	private function searched(): array {
		$this->clock->pass( '1 hour' );
		$query = new SearchQuery( 'How long does delivery to region 3 take?', 'en', 20 );
		return [ $query, $this->as_lines( $this->index->search->search( $query ) ), $this->clock->now(), $this->past->newest_document() ];
	}

	/**
	 * Sorts passages of equal score, whose order is arbitrary.
	 *
	 * @param list<Passage> $passages
	 *
	 * @return list<array{string, float, string}>
	 */
	private function as_lines( array $passages ): array {
		usort(
			$passages,
			static fn( Passage $a, Passage $b ): int => [ round( $b->score, 6 ), $a->external_id ] <=> [ round( $a->score, 6 ), $b->external_id ],
		);
		return array_map(
			static fn( Passage $passage ): array => [ $passage->external_id, round( $passage->score, 6 ), $passage->reading() ],
			$passages,
		);
	}

	private function put( int $number, string $title, string $text ): void {
		$this->service->put(
			$this->source(),
			new SourceDocument( "page-$number", $title, [ new Section( [], '', $text ) ], "https://site.test/$number", 'en' ),
		);
	}

	private function source(): int {
		return $this->plugin->services->get( SourceRepository::class )->find_or_create( 'test', 'Test' );
	}

	/** @return list<int> */
	private function state(): array {
		return array_map(
			$this->count_rows( ... ),
			[ 'knowledge_documents', 'knowledge_chunks', 'knowledge_units', 'knowledge_segments', 'knowledge_versions' ],
		);
	}
}
