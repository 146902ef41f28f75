<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Tests\Content\Web;

use Aaia\Chatbot\Content\Web\Crawler;
use Aaia\Chatbot\Content\Web\CrawlInterval;
use Aaia\Chatbot\Content\Web\CrawlRecorder;
use Aaia\Chatbot\Content\Web\PageFetcher;
use Aaia\Chatbot\Content\Web\PageRepository;
use Aaia\Chatbot\Content\Web\RobotsCache;
use Aaia\Chatbot\Content\Web\SitemapCrawl;
use Aaia\Chatbot\Content\Web\WebAddress;
use Aaia\Chatbot\Content\Web\WebAddressKind;
use Aaia\Chatbot\Content\Web\WebAddressRepository;
use Aaia\Chatbot\Content\Web\WebAddressService;
use Aaia\Chatbot\Content\Web\WebPage;
use Aaia\Chatbot\Services;
use Aaia\Chatbot\Storage\Database;
use Aaia\Chatbot\Support\Clock;
use Aaia\Chatbot\Tests\Content\KnowledgeTestCase;
use Aaia\Chatbot\Tests\Harness\AsksPlannedSite;
use Aaia\Chatbot\Tests\Harness\TestClock;

/** A test with a website to crawl, an empty index, and a clock that pauses advance instead of sleeping. */
abstract class WebTestCase extends KnowledgeTestCase {

	use AsksPlannedSite;

	protected TestClock $clock;

	/** Seconds waited between requests. */
	protected float $waited = 0.0;

	protected function setUp(): void {
		parent::setUp();
		$this->clock    = new TestClock( 'now' );
		$this->services = $this->reading_services();
		self::$site->plan( [] );
		self::$site->let_through();
	}

	/** The plugin's services as another process would make them, on this test's clock; pauses between requests move it on. */
	protected function reading_services(): Services {
		$services = $this->wired( [ Clock::class => $this->clock ] );
		$reader   = new Crawler(
			$services->get( WebAddressRepository::class ),
			$services->get( PageRepository::class ),
			$services->get( SitemapCrawl::class ),
			$services->get( PageFetcher::class ),
			$services->get( CrawlRecorder::class ),
			$services->get( RobotsCache::class ),
			$this->clock,
			function ( float $seconds ): void {
				$this->waited += $seconds;
				$this->clock->pass( ( 1 + (int) ceil( $seconds * 1000 ) ) . ' milliseconds' );
			}
		);
		return $this->wired( [ Clock::class => $this->clock, Crawler::class => $reader ] );
	}

	/**
	 * A page that is about its title.
	 *
	 * @return array<string, mixed>
	 */
	protected static function says( string $title, string $text, string $head = '' ): array {
		return [
			'body' => "<html lang='en'><head><title>$title</title>$head</head><body><nav><a href='/'>Home of the whole website</a></nav><main><h1>$title</h1><p>$text</p></main><footer><p>All rights are reserved by those who have them.</p></footer></body></html>",
		];
	}

	/**
	 * @param list<string> $paths
	 *
	 * @return array<string, mixed>
	 */
	protected static function sitemap( array $paths, string $lastmod = '' ): array {
		$urls = array_map(
			static fn( string $path ): string => '<url><loc>' . self::$site->url( $path ) . '</loc>' . (
				'' === $lastmod
					? ''
					: "<lastmod>$lastmod</lastmod>"
			) . '</url>',
			$paths,
		);
		return [
			'body' => '<?xml version="1.0"?><urlset>' . implode( '', $urls ) . '</urlset>',
			'headers' => [ 'content-type' => 'application/xml' ],
		];
	}

	/**
	 * @param list<string> $only
	 * @param list<string> $not
	 */
	protected function add(
		string $path,
		WebAddressKind $kind = WebAddressKind::Page,
		array $only = [],
		array $not = [],
		int $limit = 100,
	): WebAddress {
		$result = $this->services->get( WebAddressService::class )
			->add( self::$site->url( $path ), $kind, $only, $not, CrawlInterval::Daily, $limit );
		self::assertSame( [], $result['problems'] );
		return $result['added'][0];
	}

	/** Reads until nothing is left to do now. */
	protected function read_all(): void {
		for ( $turn = 0; $turn < 50 && $this->services->get( Crawler::class )->run( 5.0 ); $turn++ ) {
			continue;
		}
		self::assertLessThan( 50, $turn );
	}

	protected function now( WebAddress $address ): WebAddress {
		$now = $this->services->get( WebAddressRepository::class )->by_id( $address->id );
		self::assertNotNull( $now );
		return $now;
	}

	/** @return array<string, WebPage> By path. */
	protected function pages( WebAddress $address ): array {
		$pages = [];
		foreach ( array_reverse( $this->services->get( PageRepository::class )->listed( $address->id, 'all', '', null, 1000 ) ) as $page ) {
			$pages[ substr( $page->url, strlen( self::$site->url( '' ) ) ) ] = $page;
		}
		return $pages;
	}

	/** @return array<string, string> State and fault by path. */
	protected function states( WebAddress $address ): array {
		return array_map(
			static fn( WebPage $page ): string => $page->state->value . ( null === $page->fault ? '' : ' ' . $page->fault->value ),
			$this->pages( $address ),
		);
	}

	/** @return list<string> Paths of documents the assistant knows of other sites. */
	protected function documents(): array {
		$rows = $this->services->get( Database::class )->rows(
			'SELECT d.url FROM %i AS d JOIN %i AS s ON s.id = d.source_id WHERE s.name = %s ORDER BY d.url',
			$this->services->get( Database::class )->table( 'knowledge_documents' ),
			$this->services->get( Database::class )->table( 'knowledge_sources' ),
			'web',
		);
		return array_map( static fn( array $row ): string => substr( (string) $row['url'], strlen( self::$site->url( '' ) ) ), $rows );
	}
}
