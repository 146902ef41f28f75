<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Tests\Content\Web;

use Aaia\Chatbot\Content\ContentService;
use Aaia\Chatbot\Content\SourceSync;
use Aaia\Chatbot\Content\Web\Crawler;
use Aaia\Chatbot\Content\Web\CrawlPages;
use Aaia\Chatbot\Content\Web\CrawlPhase;
use Aaia\Chatbot\Content\Web\WebAddressKind;
use Aaia\Chatbot\Content\Web\WebAddressRepository;
use Aaia\Chatbot\Content\Web\WebAddressService;
use Aaia\Chatbot\Content\Web\WebSource;
use Aaia\Chatbot\Jobs\Job;
use Aaia\Chatbot\Storage\DatabaseFailure;

/** Crawls that are killed, run twice at once, or are changed by the owner meanwhile; and syncs of the whole source. */
final class WebFaultsTest extends WebTestCase {

	/** @param list<string> $paths */
	private function plan_site( array $paths ): void {
		self::$site->plan( [ '/sitemap.xml' => self::sitemap( $paths ) ] + array_combine(
			$paths,
			array_map( static fn( string $path ): array => self::says( "Page $path", "Everything that is worth knowing about $path." ), $paths ),
		) );
	}

	public function test_another_process_finishes_a_crawl_killed_at_any_statement(): void {
		$this->plan_site( [ '/a', '/b', '/c' ] );
		$address = $this->add( '/sitemap.xml', WebAddressKind::Sitemap );
		$deaths  = 0;
		for ( $survived = 1; $survived < 200; $survived += 3 ) {
			$left = $survived;
			$kill = static function ( string $sql ) use ( &$left ): string {
				if ( 1 === preg_match( '/^\s*(?:UPDATE|INSERT|DELETE)/i', $sql ) && --$left < 0 ) {
					throw new DatabaseFailure( 'Killed.' );
				}
				return $sql;
			};
			add_filter( 'query', $kill );
			try {
				$this->reading_services()->get( Crawler::class )->run( 5.0 );
				remove_filter( 'query', $kill );
				break;
			} catch ( DatabaseFailure ) {
				++$deaths;
			} finally {
				remove_filter( 'query', $kill );
			}
			$this->clock->pass( '11 minutes' );
		}
		$this->read_all();
		$this->clock->pass( '11 minutes' );
		$this->read_all();
		self::assertGreaterThan( 3, $deaths );
		self::assertSame( [ '/a' => 'read', '/b' => 'read', '/c' => 'read' ], $this->states( $address ) );
		self::assertSame( [ '/a', '/b', '/c' ], $this->documents() );
		self::assertSame( CrawlPhase::Idle, $this->now( $address )->phase );
	}

	public function test_a_page_that_kills_its_process_is_tried_three_times(): void {
		$this->plan_site( [ '/deadly', '/b' ] );
		$address = $this->add( '/sitemap.xml', WebAddressKind::Sitemap );
		$tries   = 0;
		$this->answer_http( static function ( string $url ) use ( &$tries ): ?array {
			if ( str_ends_with( $url, '/deadly' ) ) {
				++$tries;
				throw new DatabaseFailure( 'Killed.' );
			}
			return null;
		} );
		for ( $turn = 0; $turn < 6; $turn++ ) {
			try {
				$this->read_all();
			} catch ( DatabaseFailure ) {
				// As a process that ends here, but for the lease, which runs out by itself.
				$this->clock->pass( '11 minutes' );
			}
		}
		self::assertSame( 3, $tries );
		$this->read_all();
		self::assertSame( [ '/deadly' => 'left_out killed', '/b' => 'read' ], $this->states( $address ) );
		self::assertSame( CrawlPhase::Idle, $this->now( $address )->phase );
	}

	public function test_two_processes_never_crawl_one_site_at_once(): void {
		$this->plan_site( [ '/a' ] );
		$this->add( '/sitemap.xml', WebAddressKind::Sitemap );
		$this->add( '/a' );
		$first = $this->services->get( WebAddressRepository::class )->claim();
		self::assertNotNull( $first );
		self::assertNull( $this->reading_services()->get( WebAddressRepository::class )->claim(), 'The other address is of the same site.' );
		self::assertFalse( $this->reading_services()->get( Crawler::class )->run( 5.0 ) );
		self::assertSame( [], self::$site->paths() );
		$this->clock->pass( '5 minutes' );
		self::assertNotNull( $this->reading_services()->get( WebAddressRepository::class )->claim(), 'Whoever holds it for so long is dead.' );
		self::assertNull( $this->services->get( WebAddressRepository::class )->save( $first ), 'And learns it when it wakes up.' );
	}

	public function test_an_address_removed_while_it_is_crawled_stays_removed(): void {
		$this->plan_site( [ '/a', '/b' ] );
		$address = $this->add( '/sitemap.xml', WebAddressKind::Sitemap );
		$reader  = $this->services->get( WebAddressRepository::class )->claim();
		self::assertNotNull( $reader );
		$this->services->get( WebAddressService::class )->remove( $address );
		self::assertNull( $this->services->get( WebAddressRepository::class )->save( $reader, [ 'phase' => CrawlPhase::Reading->value ] ) );
		self::assertNull( $this->services->get( WebAddressRepository::class )->by_id( $address->id ) );
		$this->read_all();
		self::assertSame( [], self::$site->paths() );
	}

	public function test_an_address_removed_while_a_page_is_fetched_leaves_nothing(): void {
		$this->plan_site( [ '/a', '/b' ] );
		$address = $this->add( '/sitemap.xml', WebAddressKind::Sitemap );
		$this->answer_http( function ( string $url ) use ( $address ): ?array {
			if ( str_ends_with( $url, '/b' ) ) {
				$this->reading_services()->get( WebAddressService::class )->remove( $address );
			}
			return null;
		} );
		$this->read_all();
		self::assertContains( '/b', self::$site->paths() );
		self::assertSame( [], $this->documents() );
		self::assertSame( [], $this->pages( $address ) );
		self::assertNull( $this->services->get( WebAddressRepository::class )->by_id( $address->id ) );
	}

	public function test_removing_an_address_deletes_its_documents_except_those_of_another_address(): void {
		$this->plan_site( [ '/a', '/b' ] );
		$map = $this->add( '/sitemap.xml', WebAddressKind::Sitemap );
		$one = $this->add( '/a' );
		$this->read_all();
		self::assertSame( [ '/a', '/b' ], $this->documents() );
		$this->services->get( WebAddressService::class )->remove( $map );
		self::assertSame( [ '/a' ], $this->documents() );
		self::assertSame( [], $this->pages( $map ) );
		$this->services->get( WebAddressService::class )->remove( $one );
		self::assertSame( [], $this->documents() );
		self::assertSame( 0, $this->services->get( WebAddressRepository::class )->count() );
	}

	public function test_a_sync_crawls_what_is_due_and_rebuilds_a_lost_index_without_requests(): void {
		$this->plan_site( [ '/a', '/b' ] );
		$this->add( '/sitemap.xml', WebAddressKind::Sitemap );
		$sync = $this->services->get( SourceSync::class );
		self::assertTrue( $sync->run( $this->services->get( WebSource::class ), 60.0 ) );
		self::assertSame( [ '/a', '/b' ], $this->documents() );
		$asked = count( self::$site->paths() );

		$this->services->get( ContentService::class )->clear();
		self::assertSame( [], $this->documents() );
		$rounds = 0;
		while ( ! $sync->run( $this->services->get( WebSource::class ), 0.0 ) ) {
			self::assertLessThan( 20, ++$rounds );
		}
		self::assertSame( [ '/a', '/b' ], $this->documents() );
		self::assertCount( $asked, self::$site->paths() );
	}

	public function test_a_sync_the_owner_asks_for_reads_every_address_again(): void {
		$this->sign_in();
		$this->plan_site( [ '/a' ] );
		$this->add( '/a' );
		$this->read_all();
		self::assertSame( 202, $this->rest( 'POST', '/knowledge/sources/web/sync' )->get_status() );
		$this->clock->pass( '1 minute' );
		$this->read_all();
		self::assertSame( 2, array_count_values( self::$site->paths() )['/a'] );
	}

	public function test_an_owner_can_skip_the_wait_for_the_next_attempt_unless_the_server_asked_for_it(): void {
		self::$site->plan( [
			'/a' => [ [ 'status' => 500 ], self::says( 'A', 'All about apples and how to peel them.' ) ],
			'/b' => [ [ 'status' => 429, 'headers' => [ 'retry-after' => '600' ] ], self::says( 'B', 'All about bananas and how to peel them.' ) ],
		] );
		$broken = $this->add( '/a' );
		$this->read_all();
		self::assertTrue( $this->services->get( WebAddressService::class )->read_now( $this->now( $broken ) ) );
		$this->read_all();
		self::assertSame( [ '/a' => 'read' ], $this->states( $broken ) );

		$busy = $this->add( '/b' );
		$this->read_all();
		self::assertFalse( $this->services->get( WebAddressService::class )->read_now( $this->now( $busy ) ) );
		$this->read_all();
		self::assertSame( 1, array_count_values( self::$site->paths() )['/b'] );
	}

	public function test_the_job_works_for_limited_time_and_queues_the_next_one(): void {
		$this->plan_site( [ '/a' ] );
		self::$site->plan( [ '/a' => [ 'status' => 500 ] ] );
		$address = $this->add( '/a' );
		$this->services->get( CrawlPages::class )->handle( new Job( 1, CrawlPages::NAME, [], 1 ) );
		self::assertGreaterThan( $this->clock->now(), $this->now( $address )->wake_at );
		$this->services->get( CrawlPages::class )->handle( new Job( 2, CrawlPages::NAME, [], 1 ) );
		self::assertSame( 1, array_count_values( self::$site->paths() )['/a'] );
	}
}
