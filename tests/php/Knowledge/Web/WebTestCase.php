<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Tests\Knowledge\Web;

use Aaia\Chatbot\Knowledge\Index\BuiltInIndex;
use Aaia\Chatbot\Knowledge\Text\Docx\DocxText;
use Aaia\Chatbot\Knowledge\Text\FileReader;
use Aaia\Chatbot\Knowledge\Text\FileText;
use Aaia\Chatbot\Knowledge\Text\HtmlText;
use Aaia\Chatbot\Knowledge\Text\Pdf\PdfText;
use Aaia\Chatbot\Knowledge\Web\AddressKind;
use Aaia\Chatbot\Knowledge\Web\Pace;
use Aaia\Chatbot\Knowledge\Web\WebAddress;
use Aaia\Chatbot\Knowledge\Web\WebPage;
use Aaia\Chatbot\Plugin\Foundation;
use Aaia\Chatbot\Plugin\Library;
use Aaia\Chatbot\Plugin\WebPages;
use Aaia\Chatbot\Tests\Harness\PlannedSite;
use Aaia\Chatbot\Tests\Harness\TestClock;
use Aaia\Chatbot\Tests\Knowledge\KnowledgeTestCase;

/** A test with a website to read, an empty index, and a clock that pauses move on instead of being slept through. */
abstract class WebTestCase extends KnowledgeTestCase {

	protected static PlannedSite $site;

	protected TestClock $clock;

	protected WebPages $web;

	/** Seconds waited between requests. */
	protected float $waited = 0.0;

	public static function setUpBeforeClass(): void {
		parent::setUpBeforeClass();
		self::$site = new PlannedSite();
	}

	public static function tearDownAfterClass(): void {
		self::$site->stop();
		parent::tearDownAfterClass();
	}

	protected function setUp(): void {
		parent::setUp();
		$this->clock   = new TestClock( 'now' );
		$this->base    = new Foundation( self::wpdb(), $this->clock );
		$this->library = new Library( $this->base, new BuiltInIndex( $this->base->database, $this->clock ) );
		$this->web     = $this->web_pages();
		self::$site->plan( [] );
		self::$site->let_through();
	}

	/** As another process would make it. */
	protected function web_pages(): WebPages {
		return new WebPages( $this->base, $this->library->service, $this->library->source_rows, new FileReader( new FileText( new HtmlText() ), new DocxText(), new PdfText() ), function ( float $seconds ): void {
			$this->waited += $seconds;
			$this->clock->pass( ( 1 + (int) ceil( $seconds * 1000 ) ) . ' milliseconds' );
		} );
	}

	/**
	 * A page that is about its title.
	 *
	 * @return array<string, mixed>
	 */
	protected static function says( string $title, string $text, string $head = '' ): array {
		return [ 'body' => "<html lang='en'><head><title>$title</title>$head</head><body><nav><a href='/'>Home of the whole website</a></nav><main><h1>$title</h1><p>$text</p></main><footer><p>All rights are reserved by those who have them.</p></footer></body></html>" ];
	}

	/**
	 * @param list<string> $paths
	 *
	 * @return array<string, mixed>
	 */
	protected static function sitemap( array $paths, string $lastmod = '' ): array {
		$urls = array_map( static fn( string $path ): string => '<url><loc>' . self::$site->url( $path ) . '</loc>' . ( '' === $lastmod ? '' : "<lastmod>$lastmod</lastmod>" ) . '</url>', $paths );
		return [ 'body' => '<?xml version="1.0"?><urlset>' . implode( '', $urls ) . '</urlset>', 'headers' => [ 'content-type' => 'application/xml' ] ];
	}

	/**
	 * @param list<string> $only
	 * @param list<string> $not
	 */
	protected function add( string $path, AddressKind $kind = AddressKind::Page, array $only = [], array $not = [], int $limit = 100 ): WebAddress {
		$result = $this->web->service->add( self::$site->url( $path ), $kind, $only, $not, Pace::Daily, $limit );
		self::assertSame( [], $result['problems'] );
		return $result['added'][0];
	}

	/** Reads until nothing is left to do now. */
	protected function read_all(): void {
		for ( $turn = 0; $turn < 50 && $this->web->reader->run( 5.0 ); $turn++ ) {
			continue;
		}
		self::assertLessThan( 50, $turn );
	}

	protected function now( WebAddress $address ): WebAddress {
		$now = $this->web->addresses->by_id( $address->id );
		self::assertNotNull( $now );
		return $now;
	}

	/** @return array<string, WebPage> By path. */
	protected function pages( WebAddress $address ): array {
		$pages = [];
		foreach ( array_reverse( $this->web->pages->listed( $address->id, 'all', '', null, 1000 ) ) as $page ) {
			$pages[ substr( $page->url, strlen( self::$site->url( '' ) ) ) ] = $page;
		}
		return $pages;
	}

	/** @return array<string, string> State and fault by path. */
	protected function states( WebAddress $address ): array {
		return array_map( static fn( WebPage $page ): string => $page->state->value . ( null === $page->fault ? '' : ' ' . $page->fault->value ), $this->pages( $address ) );
	}

	/** @return list<string> Paths of documents the assistant knows of other sites. */
	protected function documents(): array {
		$rows = $this->base->database->rows( 'SELECT d.url FROM %i AS d JOIN %i AS s ON s.id = d.source_id WHERE s.name = %s ORDER BY d.url', $this->base->database->table( 'knowledge_documents' ), $this->base->database->table( 'knowledge_sources' ), 'web' );
		return array_map( static fn( array $row ): string => substr( (string) $row['url'], strlen( self::$site->url( '' ) ) ), $rows );
	}
}
