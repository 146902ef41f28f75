<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Tests\Content\Web;

use Aaia\Chatbot\Content\Web\Sitemap;
use Aaia\Chatbot\Tests\TestCase;
use PHPUnit\Framework\Attributes\Group;

final class SitemapTest extends TestCase {

	private const LIST = '<?xml version="1.0" encoding="UTF-8"?><?xml-stylesheet href="x.xsl"?><urlset
		xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:image="http://www.google.com/schemas/sitemap-image/1.1">
		<url><loc>https://example.com/a?x=1&amp;y=2</loc><image:image><image:loc>https://example.com/a.jpg</image:loc></image:image>
		<lastmod>2026-01-02</lastmod></url>
		<url><loc><![CDATA[https://example.com/b]]></loc></url><url><priority>1</priority></url></urlset>';

	public function test_pages_come_with_their_dates_and_pictures_are_no_pages(): void {
		$map = Sitemap::parse( self::LIST );
		self::assertNotNull( $map );
		self::assertFalse( $map->is_index );
		self::assertSame( [ [ 'https://example.com/a?x=1&y=2', '2026-01-02' ], [ 'https://example.com/b', '' ] ], $map->entries );
	}

	public function test_an_index_lists_further_sitemaps_and_packed_files_are_unpacked(): void {
		$map = Sitemap::parse(
			(string) gzencode( '<sm:sitemapindex><sm:sitemap><sm:loc> https://example.com/1.xml </sm:loc></sm:sitemap></sm:sitemapindex>' ),
		);
		self::assertSame( [ true, [ [ 'https://example.com/1.xml', '' ] ] ], [ $map?->is_index, $map?->entries ] );
	}

	public function test_a_plain_text_list_is_a_sitemap_and_a_page_is_not(): void {
		self::assertSame(
			[ [ 'https://example.com/a', '' ], [ 'https://example.com/b', '' ] ],
			Sitemap::parse( "https://example.com/a\r\nhttps://example.com/b\n" )?->entries,
		);
		foreach ( [ '', '<html><body>A page</body></html>', 'Just words', "\x1F\x8Bbroken", random_bytes( 1000 ) ] as $other ) {
			self::assertNull( Sitemap::parse( $other ) );
		}
	}

	public function test_a_broken_file_gives_what_can_be_read_of_it(): void {
		self::assertSame( 2, count( Sitemap::parse( substr( self::LIST, 0, -30 ) )->entries ?? [] ) );
		self::assertSame(
			[ [ 'https://example.com/a', '' ] ],
			Sitemap::parse( '<urlset><url><loc>https://example.com/a</loc><url><loc>never closed' )?->entries,
		);
	}

	public function test_nested_and_external_entities_do_nothing(): void {
		$bomb = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY f SYSTEM '
			. '"file:///etc/passwd">]><urlset><url><loc>&b;&f;</loc></url></urlset>';
		self::assertSame( [ [ '&b;&f;', '' ] ], Sitemap::parse( $bomb )?->entries );
	}

	#[Group( 'hostile' )]
	public function test_of_a_packed_bomb_and_a_huge_file_a_bounded_part_is_read(): void {
		self::assertNull( Sitemap::parse( (string) gzencode( str_repeat( ' ', 60_000_000 ) ) ) );
		$huge = Sitemap::parse( '<urlset>' . str_repeat( '<url><loc>https://example.com/abc</loc></url>', 120_000 ) . '</urlset>' );
		self::assertCount( 50_000, $huge->entries ?? [] );
		self::assertNotNull( Sitemap::parse( '<urlset>' . str_repeat( '<url>', 200_000 ) ) );
	}
}
