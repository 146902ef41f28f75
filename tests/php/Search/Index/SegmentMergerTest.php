<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Tests\Search\Index;

use Aaia\Chatbot\Content\ContentService;
use Aaia\Chatbot\Content\SourceRepository;
use Aaia\Chatbot\Search\Index\SegmentMerger;
use Aaia\Chatbot\Search\Index\SegmentRepository;
use Aaia\Chatbot\Search\Index\UnitRepository;
use Aaia\Chatbot\Search\IndexStatistics;
use Aaia\Chatbot\Support\Clock;
use Aaia\Chatbot\Tests\Content\KnowledgeTestCase;
use Aaia\Chatbot\Tests\Harness\TestClock;

/** The index stays exact and complete while documents are written and removed, segments merged and processes killed. */
final class SegmentMergerTest extends KnowledgeTestCase {

	private const QUESTIONS = [ 'word3 word7', 'word11 topic', 'document word2 word90', 'topi wrod5' ];

	private function text( int $number ): string {
		mt_srand( $number );
		$words = [ 'document', 'topic' . ( $number % 7 ) ];
		for ( $count = 0; $count < 30; $count++ ) {
			$words[] = 'word' . mt_rand( 1, 120 );
		}
		return implode( ' ', $words ) . '.';
	}

	/** @return array<string, array<string, float>> */
	private function all_scores(): array {
		$scores = [];
		foreach ( self::QUESTIONS as $question ) {
			$scores[ $question ] = $this->scores( $question );
		}
		return $scores;
	}

	public function test_scores_do_not_drift_as_documents_change(): void {
		for ( $number = 1; $number <= 60; $number++ ) {
			$this->know( 'd' . $number, $this->text( $number ), 'Title ' . $number );
			if ( 0 === $number % 15 ) {
				$this->seal();
			}
		}
		for ( $number = 1; $number <= 60; $number += 3 ) {
			$this->know( 'd' . $number, $this->text( $number + 1000 ), 'Other title ' . $number );
		}
		for ( $number = 2; $number <= 60; $number += 6 ) {
			$this->services->get( ContentService::class )->remove( $this->source, 'd' . $number );
		}
		$changed = $this->all_scores();
		$this->seal();
		self::assertSame( $changed, $this->all_scores(), 'merging changes nothing' );

		$this->services->get( ContentService::class )->clear();
		$this->source = $this->services->get( SourceRepository::class )->find_or_create( 'test', 'Test' );
		for ( $number = 1; $number <= 60; $number++ ) {
			if ( 2 === $number % 6 ) {
				continue;
			}
			$replaced = 1 === $number % 3;
			$this->know( 'd' . $number, $this->text( $replaced ? $number + 1000 : $number ), ( $replaced ? 'Other title ' : 'Title ' ) . $number );
		}
		self::assertSame( $this->all_scores(), $changed, 'the same documents indexed at once' );
		self::assertNotSame( [], $changed['word3 word7'] );
	}

	public function test_a_removed_document_and_its_text_are_deleted_at_once(): void {
		$this->know( 'secret', 'The secret recipe of grandmother.' );
		$this->seal();
		$this->services->get( ContentService::class )->remove( $this->source, 'secret' );
		self::assertSame( [], $this->found( 'secret recipe' ) );
		self::assertSame( '0', $this->database()->value( 'SELECT COUNT(*) FROM %i', $this->database()->table( 'knowledge_chunks' ) ) );
	}

	public function test_segments_are_merged_without_removed_units(): void {
		for ( $number = 1; $number <= 80; $number++ ) {
			$this->know( 'd' . $number, $this->text( $number ) );
			if ( 0 === $number % 8 ) {
				$this->services->get( SegmentMerger::class )->run_step( 1 );
			}
		}
		for ( $number = 1; $number <= 40; $number++ ) {
			$this->services->get( ContentService::class )->remove( $this->source, 'd' . $number );
		}
		$before = $this->all_scores();
		$this->seal();
		self::assertLessThan( 8, $this->services->get( IndexStatistics::class )->totals()['segments'] );
		self::assertSame( $before, $this->all_scores() );
		self::assertSame( 40, $this->services->get( IndexStatistics::class )->totals()['documents'] );
	}

	public function test_a_document_deleted_while_a_segment_is_written_does_not_come_back(): void {
		$database = $this->database();
		for ( $number = 1; $number <= 20; $number++ ) {
			$this->know( 'd' . $number, $this->text( $number ) );
		}
		$units    = new UnitRepository( $database );
		$segments = new SegmentRepository( $database, $this->services->get( Clock::class ) );
		$fresh    = $units->fresh( 100 );
		$segment  = $segments->begin();
		self::assertNotNull( $segment );
		$this->services->get( ContentService::class )->remove( $this->source, 'd5' );
		$gone = $units->assign_to_segment( array_keys( $fresh ), $segment );
		self::assertCount( 1, $gone );
		$units->add_removed( $gone[0], $segment, $fresh[ $gone[0] ] );
		self::assertSame( 1, $this->services->get( IndexStatistics::class )->totals()['removed_units'] );
	}

	public function test_an_unfinished_segment_of_a_killed_process_is_deleted(): void {
		$clock          = new TestClock();
		$this->services = $this->wired( [ Clock::class => $clock ] );
		$segments       = new SegmentRepository( $this->database(), $clock );
		$this->know( 'a', 'The only document.' );
		$abandoned = $segments->begin();
		self::assertNotNull( $abandoned );
		$segments->store( $abandoned, [ 0 => 'junk' ] );
		self::assertFalse( $this->services->get( SegmentMerger::class )->run_step( 1 ), 'somebody else seems to be at it' );
		self::assertSame( [ 'a' ], $this->found( 'document' ) );

		$clock->pass( '10 minutes' );
		self::assertTrue( $this->services->get( SegmentMerger::class )->run_step( 1 ) );
		self::assertSame( [ 'a' ], $this->found( 'document' ) );
		self::assertSame(
			'0',
			$this->database()->value(
				'SELECT COUNT(*) FROM %i WHERE segment_id = %d',
				$this->database()->table( 'knowledge_postings' ),
				$abandoned,
			),
		);
	}

	public function test_a_long_document_is_found_by_each_of_its_parts(): void {
		$parts = [];
		for ( $number = 1; $number <= 60; $number++ ) {
			$parts[] = 'Chapter' . $number . ' ' . str_repeat( 'filler text about nothing. ', 30 ) . 'marker' . $number;
		}
		$this->know( 'book', implode( "\n", $parts ) );
		$this->know( 'other', 'Chapter about something else.' );
		self::assertGreaterThan( 1, $this->services->get( IndexStatistics::class )->totals()['units'] - 1 );
		foreach ( [ 1, 30, 60 ] as $number ) {
			$hit = $this->hits( 'marker' . $number )[0];
			self::assertSame( 'book', $hit->document->external_id );
			self::assertStringContainsString( 'marker' . $number, $hit->chunk->text );
		}
	}

	public function test_clearing_the_index_leaves_no_row(): void {
		$this->know( 'a', 'Some text.' );
		$this->seal();
		$this->know( 'b', 'More text.' );
		$this->services->get( ContentService::class )->clear();
		foreach ( [ 'versions', 'postings', 'segments', 'units', 'chunks', 'documents', 'sources' ] as $table ) {
			self::assertSame(
				'0',
				$this->database()->value( 'SELECT COUNT(*) FROM %i', $this->database()->table( 'knowledge_' . $table ) ),
				$table,
			);
		}
	}
}
