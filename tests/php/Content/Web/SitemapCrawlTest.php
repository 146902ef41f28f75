<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Tests\Content\Web;

use Aaia\Chatbot\Content\Web\CrawlPhase;
use Aaia\Chatbot\Content\Web\WebAddressKind;
use Aaia\Chatbot\Content\Web\WebAddressService;

/** Usual, broken and hostile sitemaps. */
final class SitemapCrawlTest extends WebTestCase {

	/**
	 * @param list<string> $paths
	 *
	 * @return array<string, mixed>
	 */
	private static function index( array $paths ): array {
		return [
			'body' => '<sitemapindex>' . implode(
				'',
				array_map(
					static fn( string $path ): string => '<sitemap><loc>' . (
						str_starts_with( $path, '/' )
							? self::$site->url( $path )
							: $path
					) . '</loc></sitemap>',
					$paths,
				),
			) . '</sitemapindex>',
		];
	}

	/**
	 * @param list<string> $paths
	 *
	 * @return array<string, mixed>
	 */
	private static function pages_that_say_something( array $paths ): array {
		return array_combine(
			$paths,
			array_map( static fn( string $path ): array => self::says( "Page $path", "Everything that is worth knowing about $path." ), $paths ),
		);
	}

	public function test_sitemaps_that_list_one_another_end_and_each_is_read_once(): void {
		self::$site->plan(
			[
				'/index.xml' => self::index( [ '/index.xml', '/two.xml', '/list.xml' ] ),
				'/two.xml' => self::index( [ '/index.xml', '/two.xml', '/list.xml' ] ),
				'/list.xml' => self::sitemap( [ '/a', '/a', '/b' ] ),
			] + self::pages_that_say_something( [ '/a', '/b' ] ),
		);
		$address = $this->add( '/index.xml', WebAddressKind::Sitemap );
		$this->read_all();
		self::assertSame(
			[ '/index.xml' => 1, '/two.xml' => 1, '/list.xml' => 1 ],
			array_intersect_key( array_count_values( self::$site->paths() ), [ '/index.xml' => 1, '/two.xml' => 1, '/list.xml' => 1 ] ),
		);
		self::assertSame( [ '/a', '/b' ], $this->documents() );
		self::assertFalse( $this->now( $address )->is_partial );
	}

	public function test_packed_sitemaps_are_read_and_of_a_site_those_its_robots_txt_names(): void {
		$packed = base64_encode( (string) gzencode( self::sitemap( [ '/a' ] )['body'] ) );
		self::$site->plan(
			[
				'/' => self::says( 'Home', 'The front page of the whole site.' ),
				'/robots.txt' => [ 'body' => 'Sitemap: ' . self::$site->url( '/deep/map.xml.gz' ) ],
				'/deep/map.xml.gz' => [ 'base64' => $packed, 'headers' => [ 'content-type' => 'application/x-gzip' ] ],
			] + self::pages_that_say_something( [ '/a' ] ),
		);
		$this->add( '/', WebAddressKind::Sitemap );
		$this->read_all();
		self::assertSame( [ '/a' ], $this->documents() );
	}

	public function test_the_usual_paths_are_tried_when_robots_txt_names_no_sitemap(): void {
		self::$site->plan(
			[
				'/' => self::says( 'Home', 'The front page of the whole site.' ),
				'/wp-sitemap.xml' => self::sitemap( [ '/a' ] ),
			] + self::pages_that_say_something( [ '/a' ] ),
		);
		$address = $this->add( '/', WebAddressKind::Sitemap );
		$this->read_all();
		self::assertSame( [ '/a' ], $this->documents() );
		self::assertNull( $this->now( $address )->fault );

		self::$site->plan( [ '/other' => self::says( 'Home', 'Another front page.' ) ] );
		$none = $this->add( '/other', WebAddressKind::Sitemap );
		$this->read_all();
		self::assertSame( [ 'no_sitemap', CrawlPhase::Idle ], [ $this->now( $none )->fault?->value, $this->now( $none )->phase ] );
	}

	public function test_a_site_whose_robots_txt_cannot_be_read_is_asked_again_for_its_sitemaps(): void {
		self::$site->plan(
			[
				'/' => self::says( 'Home', 'The front page of the whole site.' ),
				'/robots.txt' => [ [ 'status' => 500 ], [ 'body' => 'Sitemap: ' . self::$site->url( '/deep.xml' ) ] ],
				'/deep.xml' => self::sitemap( [ '/a' ] ),
			] + self::pages_that_say_something( [ '/a' ] ),
		);
		$address = $this->add( '/', WebAddressKind::Sitemap );
		$this->read_all();
		self::assertSame( [ CrawlPhase::Listing, [] ], [ $this->now( $address )->phase, $this->documents() ] );
		delete_transient( 'aaia_robots_' . md5( self::$site->url( '' ) ) );
		$this->clock->pass( '11 minutes' );
		$this->read_all();
		self::assertSame( [ '/a' ], $this->documents() );
	}

	public function test_only_pages_of_the_same_site_that_fit_the_patterns_are_read(): void {
		$elsewhere = '<url><loc>https://elsewhere.example/x</loc></url><url><loc>http://169.254.169.254/</loc></url><url><loc>javascript:alert(1)</loc></url></urlset>';
		self::$site->plan(
			[
				'/sitemap.xml' => [ 'body' => str_replace(
					'</urlset>',
					$elsewhere,
					self::sitemap( [ '/help/a', '/help/old/b', '/shop/c', '/help/d.pdf' ] )['body'],
				) ],
			] + self::pages_that_say_something( [ '/help/a', '/help/old/b', '/shop/c' ] ),
		);
		$address = $this->add( '/sitemap.xml', WebAddressKind::Sitemap, [ '/help/' ], [ '/*/old/', '/*.pdf$' ] );
		$this->read_all();
		self::assertSame( [ '/help/a' => 'read' ], $this->states( $address ) );
		self::assertSame( 3, $this->now( $address )->elsewhere );
	}

	public function test_no_more_pages_are_read_than_the_limit_and_the_address_is_marked_as_capped(): void {
		$paths = array_map( static fn( int $n ): string => "/p$n", range( 1, 12 ) );
		self::$site->plan(
			[
				'/index.xml' => self::index( [ '/1.xml', '/2.xml' ] ),
				'/1.xml' => self::sitemap( array_slice( $paths, 0, 3 ) ),
				'/2.xml' => self::sitemap( $paths ),
			] + self::pages_that_say_something( $paths ),
		);
		$address = $this->add( '/index.xml', WebAddressKind::Sitemap, [], [], 5 );
		$this->read_all();
		self::assertSame( [ '/p1', '/p2', '/p3', '/p4', '/p5' ], array_keys( $this->pages( $address ) ) );
		self::assertTrue( $this->now( $address )->is_capped );

		$this->services->get( WebAddressService::class )->change( $this->now( $address ), [], [], $address->interval, 2 );
		$this->read_all();
		self::assertCount( 2, $this->documents() );
	}

	public function test_a_sitemap_that_fails_or_is_suddenly_empty_loses_no_page(): void {
		self::$site->plan(
			[ '/sitemap.xml' => [
				self::sitemap( [ '/a', '/b' ] ),
				[ 'body' => '<urlset></urlset>' ],
				[ 'status' => 404 ],
				[ 'status' => 500 ],
			] ] + self::pages_that_say_something( [ '/a', '/b' ] ),
		);
		$address = $this->add( '/sitemap.xml', WebAddressKind::Sitemap );
		$this->read_all();
		foreach ( [ 'nothing_listed', 'no_sitemap', 'server_error' ] as $fault ) {
			$this->clock->pass( '25 hours' );
			for ( $try = 0; $try < 4; $try++ ) {
				$this->read_all();
				$this->clock->pass( '2 minutes' );
			}
			self::assertSame( [ '/a', '/b' ], $this->documents(), $fault );
			self::assertSame( [ $fault, CrawlPhase::Idle ], [ $this->now( $address )->fault?->value, $this->now( $address )->phase ] );
		}
	}

	public function test_a_sitemap_that_kills_its_process_is_skipped(): void {
		self::$site->plan(
			[
				'/index.xml' => self::index( [ '/deadly.xml', '/list.xml' ] ),
				'/list.xml' => self::sitemap( [ '/a' ] ),
			] + self::pages_that_say_something( [ '/a' ] ),
		);
		$address = $this->add( '/index.xml', WebAddressKind::Sitemap );
		$tries   = 0;
		$this->answer_http( static function ( string $url ) use ( &$tries ): ?array {
			if ( str_ends_with( $url, '/deadly.xml' ) ) {
				++$tries;
				throw new \Error( 'Killed.' );
			}
			return null;
		} );
		for ( $turn = 0; $turn < 6; $turn++ ) {
			try {
				$this->read_all();
			} catch ( \Error ) {
				$this->clock->pass( '5 minutes' );
			}
		}
		self::assertSame( 3, $tries );
		self::assertSame( [ '/a' ], $this->documents() );
		self::assertTrue( $this->now( $address )->is_partial );
	}

	public function test_an_endless_sitemap_index_is_read_up_to_a_limit(): void {
		self::$site->plan( [ '/index.xml' => self::index( array_map( static fn( int $n ): string => "/never-$n.xml", range( 1, 3000 ) ) ) ] );
		$address = $this->add( '/index.xml', WebAddressKind::Sitemap );
		$this->read_all();
		self::assertSame( 501, count( self::$site->paths() ) );
		self::assertTrue( $this->now( $address )->is_partial );
	}
}
