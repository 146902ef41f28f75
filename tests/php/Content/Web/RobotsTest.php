<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Tests\Content\Web;

use Aaia\Chatbot\Content\Web\PathPattern;
use Aaia\Chatbot\Content\Web\Robots;
use Aaia\Chatbot\Tests\TestCase;
use PHPUnit\Framework\Attributes\DataProvider;
use PHPUnit\Framework\Attributes\Group;

/** RFC 9309 with its own examples, and with real files. */
final class RobotsTest extends TestCase {

	/** @return iterable<array{string, string, bool}> */
	public static function patterns(): iterable {
		yield [ '/fish', '/fish.html', true ];
		yield [ '/fish', '/Fish.asp', false ];
		yield [ '/fish', '/catfish', false ];
		yield [ '/fish/', '/fish', false ];
		yield [ '/*.php', '/folder/filename.php?parameters', true ];
		yield [ '/*.php', '/windows.PHP', false ];
		yield [ '/*.php$', '/filename.php', true ];
		yield [ '/*.php$', '/filename.php/', false ];
		yield [ '/*.php$', '/filename.php?x', false ];
		yield [ '/fish*.php', '/fishheads/catfish.php?x=1', true ];
		yield [ '/$', '/', true ];
		yield [ '/$', '/a', false ];
		yield [ '/a$', '/a', true ];
		yield [ '/a*a$', '/a', false ];
		yield [ '/ab*ba$', '/aba', false ];
		yield [ '*', '/anything', true ];
		yield [ '/a**b', '/axxb', true ];
		yield [ '/a$b', '/a$bc', true ];
	}

	#[DataProvider( 'patterns' )]
	public function test_a_pattern_fits_as_the_rfc_says( string $pattern, string $path, bool $fits ): void {
		self::assertSame( $fits, PathPattern::matches( $pattern, $path ) );
	}

	#[Group( 'hostile' )]
	public function test_a_malicious_pattern_takes_linear_time(): void {
		self::assertFalse( PathPattern::matches( str_repeat( '*a', 2000 ) . 'b$', '/' . str_repeat( 'a', 100_000 ) ) );
	}

	public function test_the_longest_rule_decides_and_allow_wins_a_tie(): void {
		$robots = Robots::parse(
			"User-agent: *\nDisallow: /docs\nAllow: /docs/public\nDisallow: /same\nAllow: /same\nDisallow: /empty-is-nothing-below\nDisallow:\n",
		);
		self::assertSame(
			[ false, true, true, true, false ],
			array_map( $robots->allows( ... ), [ '/docs/x', '/docs/public/x', '/same', '/other', '/empty-is-nothing-below' ] )
		);
	}

	public function test_groups_that_name_us_apply_together_and_replace_those_for_all_robots(): void {
		$robots = Robots::parse(
			"User-agent: *\nDisallow: /\n\nuser-agent: aaia-chatbot/1.0\nUser-Agent: OtherBot\nDisallow: /a\n\nUser-agent: AAIA-Chatbot\nDisallow: /b # why\nCrawl-delay: 2.5\n",
		);
		self::assertSame( [ false, false, true ], array_map( $robots->allows( ... ), [ '/a', '/b', '/c' ] ) );
		self::assertSame( 2.5, $robots->delay );
		self::assertFalse(
			Robots::parse( "User-agent: AAIA\nAllow: /\nUser-agent: *\nDisallow: /" )->allows( '/x' ),
			'Another name is another robot.',
		);
	}

	public function test_sitemaps_are_listed_whatever_group_they_stand_in_and_broken_files_do_no_harm(): void {
		$robots = Robots::parse(
			"\xEF\xBB\xBFSitemap: https://example.com/a.xml\r\rnonsense\nUser-agent\n: x\nDisallow: /before-any-agent\nUser-agent: "
				. "*\nSITEMAP : https://example.com/b.xml\nDisallow: /café\nCrawl-delay: much\n" . random_bytes(
				500,
			),
		);
		self::assertSame( [ 'https://example.com/a.xml', 'https://example.com/b.xml' ], array_slice( $robots->sitemaps, 0, 2 ) );
		self::assertTrue( $robots->allows( '/before-any-agent' ) );
		self::assertFalse( $robots->allows( '/caf%C3%A9' ) );
		self::assertTrue( Robots::parse( str_repeat( "Disallow: /\n", 500_000 ) )->allows( '/' ) );
	}

	public function test_cached_rules_are_the_same(): void {
		$robots = Robots::from_json(
			Robots::parse( "User-agent: *\nDisallow: /a\nCrawl-delay: 3\nSitemap: https://example.com/s.xml" )->to_json(),
		);
		self::assertNotNull( $robots );
		self::assertSame(
			[ false, true, 3.0, [ 'https://example.com/s.xml' ] ],
			[ $robots->allows( '/a' ), $robots->allows( '/b' ), $robots->delay, $robots->sitemaps ],
		);
		self::assertNull( Robots::from_json( 'unreachable' ) );
	}
}
