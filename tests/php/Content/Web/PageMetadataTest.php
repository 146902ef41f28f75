<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Tests\Content\Web;

use Aaia\Chatbot\Content\Web\PageMetadata;
use Aaia\Chatbot\Tests\TestCase;

final class PageMetadataTest extends TestCase {

	/** @param array<string, string> $headers */
	private function facts( string $html, array $headers = [] ): PageMetadata {
		return PageMetadata::parse( $html, 'https://example.com/help/page?x=1', $headers );
	}

	public function test_the_title_is_the_pages_own_without_the_sites_name(): void {
		self::assertSame(
			'Delivery',
			$this->facts( '<title>Delivery – The shop</title><meta property="og:site_name" content="The shop">' )->title,
		);
		self::assertSame(
			'Delivery &amp; <b>',
			$this->facts( '<title>x</title><meta property="og:title" content="Delivery &amp;amp; &lt;b&gt;">' )->title,
		);
		self::assertSame( 'Delivery', $this->facts( '<title>Delivery | The shop</title><h1>Deli<b>very</b></h1>' )->title );
		self::assertSame( 'Only a heading', $this->facts( '<h1> Only a
			heading </h1><h1>Second</h1>' )->title );
		self::assertSame(
			'Delivery',
			$this->facts(
				'<meta property="og:title" content="The shop"><meta property="og:site_name" content="The shop"><title>Delivery</title>',
			)->title,
		);
		self::assertSame( '', $this->facts( 'Nothing' )->title );
	}

	public function test_language_and_date_are_read_from_all_usual_places(): void {
		self::assertSame( 'fr', $this->facts( '<html lang="fr-CA">' )->language );
		self::assertSame( 'de', $this->facts( '<html>', [ 'content-language' => 'de-AT, en' ] )->language );
		self::assertSame( '', $this->facts( '<html lang="x-klingon">' )->language );
		$date = fn( string $html, array $headers = [] ): ?string => $this->facts( $html, $headers )->modified_at?->format( 'Y-m-d' );
		self::assertSame(
			'2025-02-03',
			$date(
				'<meta property="article:published_time" content="2024-01-01"><meta property="article:modified_time" content="2025-02-03T10:00:00+01:00">',
			),
		);
		self::assertSame(
			'2025-03-04',
			$date( '<script type="application/ld+json">{"@graph":[{"@type":"WebPage","dateModified":"2025-03-04T00:00:00Z"}]}</script>' ),
		);
		self::assertSame( '2024-05-06', $date( '', [ 'last-modified' => 'Mon, 06 May 2024 10:00:00 GMT' ] ) );
		self::assertNull( $date(
			'<meta property="article:modified_time" content="9999-01-01"><script type="application/ld+json">{broken</script>',
			[ 'last-modified' => 'yesterday' ],
		) );
	}

	public function test_noindex_applies_for_all_robots_and_for_ours_but_not_for_others(): void {
		$noindex = fn( string $html, string $header = '' ): bool => $this
			->facts( $html, '' === $header ? [] : [ 'x-robots-tag' => $header ] )->is_noindex;
		self::assertTrue( $noindex( '<meta name="robots" content="NOINDEX, follow">' ) );
		self::assertTrue( $noindex( '<meta name="ROBOTS" content="none">' ) );
		self::assertTrue( $noindex( '<meta name="AAIA-Chatbot" content="noindex">' ) );
		self::assertTrue( $noindex( '', 'noarchive, noindex' ) );
		self::assertTrue( $noindex( '', 'googlebot: nofollow, aaia-chatbot: noindex' ) );
		self::assertFalse( $noindex( '', 'googlebot: noindex, nofollow' ) );
		self::assertFalse( $noindex(
			'<meta name="googlebot" content="noindex"><meta name="robots" content="index, max-image-preview:none">',
			'max-snippet: 5',
		) );
	}

	public function test_the_canonical_url_is_found_in_page_and_header(): void {
		self::assertSame( 'https://example.com/help/page', $this->facts( '<link rel="canonical" href="/help/page#top">' )->canonical );
		self::assertSame(
			'https://example.com/other',
			$this->facts( '', [ 'link' => '<https://example.com/x>; rel="next", <https://example.com/other>; rel="canonical"' ] )->canonical,
		);
		self::assertNull( $this->facts( '<link rel="canonical" href="javascript:alert(1)">' )->canonical );
		self::assertNull( $this->facts( '' )->canonical );
	}
}
