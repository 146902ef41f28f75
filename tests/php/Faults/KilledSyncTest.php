<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Tests\Faults;

use Aaia\Chatbot\Content\ContentService;
use Aaia\Chatbot\Content\KnowledgeSources;
use Aaia\Chatbot\Content\Sources\RenderCrashLog;
use Aaia\Chatbot\Content\SourceSync;
use Aaia\Chatbot\Search\Index\IndexSearch;
use Aaia\Chatbot\Search\SearchQuery;
use Aaia\Chatbot\Storage\Database;

/** Syncs that are killed while they run, and pages whose code ends PHP. */
final class KilledSyncTest extends \PHPUnit\Framework\TestCase {

	private const PAGES = 60;

	private const KILLS = 10;

	private RealSite $site;

	/** @var list<int> */
	private array $pages = [];

	protected function setUp(): void {
		$this->site = new RealSite();
		$this->site->open();
	}

	protected function tearDown(): void {
		foreach ( $this->pages as $page ) {
			wp_delete_post( $page, true );
		}
		delete_option( RenderCrashLog::OPTION );
		$this->site->close();
	}

	private function page( string $content ): int {
		$this->pages[] = (int) wp_insert_post( [
			'post_type' => 'page',
			'post_status' => 'publish',
			'post_title' => 'Page ' . count( $this->pages ),
			'post_content' => $content,
		] );
		return $this->pages[ count( $this->pages ) - 1 ];
	}

	public function test_syncs_killed_at_any_moment_two_at_once_leave_every_page_known_once(): void {
		for ( $number = 0; $number < self::PAGES; $number++ ) {
			$this->page( "Pelican number$number. " . str_repeat( 'Some more words to be read and indexed. ', 100 ) );
		}
		$this->site->plugin->services->get( ContentService::class )->clear();
		$interrupted = 0;
		for ( $kills = 0; $kills < self::KILLS; $kills += 2 ) {
			$children = [ new Child( 'sync', [] ), new Child( 'sync', [] ) ];
			foreach ( $children as $child ) {
				$child->says( "ready\n" );
			}
			foreach ( $children as $child ) {
				usleep( random_int( 0, 60_000 ) );
				$interrupted += $child->kill() ? 1 : 0;
			}
		}
		self::assertGreaterThan( 0, $interrupted, 'At least one was at work when it was killed.' );
		$source = $this->site->plugin->services->get( KnowledgeSources::class )->all()[0];
		self::assertTrue( $this->site->plugin->services->get( SourceSync::class )->run( $source, 60.0 ) );

		$this->assert_every_page_is_known_once();
		foreach ( [ 0, 31, self::PAGES - 1 ] as $number ) {
			self::assertSame(
				'post:' . $this->pages[ $number ],
				$this->site->plugin->services->get( IndexSearch::class )->search( new SearchQuery( "number$number" ) )[0]->external_id,
			);
		}
	}

	public function test_two_syncs_while_pages_are_imported_leave_every_page_known_once(): void {
		for ( $number = 0; $number < self::PAGES; $number++ ) {
			$this->page( "Pelican number$number." );
		}
		$this->site->plugin->services->get( ContentService::class )->clear();
		$children = [ new Child( 'sync', [] ), new Child( 'import', [ 'pages' => 20 ] ), new Child( 'sync', [] ) ];
		foreach ( $children as $child ) {
			$child->end();
		}
		self::assertSame( 20, preg_match_all( '/page (\d+)/', $children[1]->heard(), $imported ) );
		$this->pages = [ ...$this->pages, ...array_map( intval( ... ), $imported[1] ) ];
		self::assertSame( 1, $this->site->count( 'jobs', 'unique_key', 'knowledge.sync:anew' ), 'The import asked once for another sync.' );
		$this->site->work();
		$this->assert_every_page_is_known_once();
		self::assertSame(
			'post:' . $this->pages[ self::PAGES + 19 ],
			$this->site->plugin->services->get( IndexSearch::class )->search( new SearchQuery( 'toucan20' ) )[0]->external_id,
		);
	}

	/** @return array<string, array{0: string}> */
	public static function deaths(): array {
		return [
			'exit'                            => [ 'exit' ],
			'a loop without end'              => [ 'loop' ],
			'all memory'                      => [ 'memory' ],
			'exit while WordPress shuts down' => [ 'late' ],
		];
	}

	#[\PHPUnit\Framework\Attributes\DataProvider( 'deaths' )]
	public function test_a_page_that_ends_php_is_read_without_its_code_the_next_time( string $how ): void {
		$page  = $this->page( 'Words before. [deadly]' );
		$first = $this->heard( $page, $how );
		self::assertStringNotContainsString( 'Words before.', $first );
		self::assertStringContainsString( 'Words before.', $this->heard( $page, $how ) );
	}

	private function assert_every_page_is_known_once(): void {
		$known = array_map( static fn( array $row ): string => (string) $row['external_id'], $this->rows( 'knowledge_documents' ) );
		self::assertSame( $known, array_unique( $known ) );
		self::assertSame( [], array_diff( array_map( static fn( int $page ): string => 'post:' . $page, $this->pages ), $known ) );
		self::assertSame(
			[],
			array_diff(
				array_column( $this->rows( 'knowledge_units' ), 'document_id' ),
				array_column( $this->rows( 'knowledge_documents' ), 'id' ),
			),
			'No passage is left of an attempt that came to nothing.',
		);
	}

	private function heard( int $page, string $how ): string {
		$child = new Child( 'read', [ 'post' => $page, 'how' => $how ] );
		$child->end();
		return $child->heard();
	}

	/** @return list<array<string, ?string>> */
	private function rows( string $table ): array {
		$database = $this->site->plugin->services->get( Database::class );
		return $database->rows( 'SELECT * FROM %i', $database->table( $table ) );
	}
}
