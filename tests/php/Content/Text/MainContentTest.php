<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Tests\Content\Text;

use Aaia\Chatbot\Content\Section;
use Aaia\Chatbot\Content\Text\HtmlText;
use Aaia\Chatbot\Tests\TestCase;
use PHPUnit\Framework\Attributes\DataProvider;
use PHPUnit\Framework\Attributes\Group;

/** The main content of pages of other sites, without boilerplate. */
final class MainContentTest extends TestCase {

	private const SAYS = '<h1>Delivery</h1><p>We deliver on weekdays between nine and five o’clock, within the whole '
		. 'country.</p><p>Parcels above thirty kilograms are delivered by a partner, who calls you one day before.</p>';

	private const SAID = "We deliver on weekdays between nine and five o’clock, within the whole country.\nParcels above thirty "
		. 'kilograms are delivered by a partner, who calls you one day before.';

	private function text( string $html ): string {
		return implode( "\n", array_map( static fn( Section $section ): string => $section->text, ( new HtmlText() )->main_sections( $html ) ) );
	}

	/** @return array<string, array{string}> */
	public static function pages(): array {
		$menu   = '<ul><li><a href="/a">Our company and its history</a></li><li><a href="/b">Products for gardens and '
			. 'balconies</a></li><li><a href="/c">Press releases and investor news</a></li><li><a href="/d">Careers and open positions '
			. 'here</a></li></ul>';
		$cookie = '<div id="cookie-banner" class="cc-window"><p>We and our 842 partners store cookies on your device in order to do '
			. 'things with them that you will not like.</p></div>';
		$footer = '<footer><p>Copyright of everything on this page by the company that wrote it, all rights reserved.</p></footer>';
		return [
			'main'                        => [
				"<body>$cookie<header><p>The header says something rather long about nothing at all.</p></header><nav>$menu</nav><main>"
					. self::SAYS . "</main><aside><p>Subscribe to our weekly newsletter and get many offers.</p></aside>$footer",
			],
			'role main'                   => [ "<body><div>$menu</div><div role='main'>" . self::SAYS . "</div>$footer</body>" ],
			'article among others'        => [
				"<body>$menu<article class='post'>" . self::SAYS
					. "</article><aside><article><p>A teaser of another article that also is quite interesting.</p></article></aside>$footer",
			],
			'article in main'             => [
				"<body><main><div class='breadcrumbs'><p>You are here: home, help, delivery and then some more.</p></div><article>"
					. self::SAYS
					. '</article><section><h2>Read next</h2><p>Something else entirely that is shown below.</p></section></main>',
			],
			'neither, by its text'        => [
				"<body class='no-sidebar has-cookie-banner'><div class='top'><div>$menu</div></div><div class='wrap'><div class='content-with-sidebar'><div>"
					. self::SAYS
					. "</div></div><div class='sidebar'><p>Opening hours of our shop in the old town of the city.</p></div></div>$cookie$footer",
			],
			'a table as they used to be'  => [ "<body><table><tr><td>$menu</td><td>" . self::SAYS . '</td></tr></table></body>' ],
			'a form around everything'    => [
				"<body><form id='aspnetForm'><div>$menu</div><div id='content'>" . self::SAYS . "</div></form>$footer",
			],
			'a main that is empty'        => [ "<body><main id='app'></main><div><div>" . self::SAYS . "</div></div>$footer" ],
			'ends that are missing'       => [ "<body><nav>$menu</nav><main><div><div>" . self::SAYS . "</main>$footer" ],
			'ends that open nothing'      => [
				"</div></main></p><body></nav><div>$menu</div></section><main></article>" . self::SAYS . "</b></main>$footer",
			],
			'no body at all'              => [ self::SAYS ],
			'hidden parts and dialogs'    => [
				'<body><main>' . self::SAYS . '<div hidden><p>This is hidden from everybody and should stay so.</p></div><div '
					. "role='dialog'><p>Do you really want to leave this page right now?</p></div></main>",
			],
		];
	}

	#[\PHPUnit\Framework\Attributes\DataProvider( 'pages' )]
	public function test_only_what_the_page_is_about_is_read( string $html ): void {
		self::assertSame( self::SAID, $this->text( $html ) );
	}

	public function test_a_short_page_beside_a_long_footer_is_read_by_itself(): void {
		self::assertSame(
			'We are closed on all days of the week.',
			$this->text(
				'<body><div><p>We are closed on all days of the week.</p></div><footer><p>All rights are reserved by those who have.</p></footer></body>',
			),
		);
	}

	public function test_a_page_whose_sidebar_wraps_everything_is_read_in_full(): void {
		self::assertSame( self::SAID, $this->text( '<body><div class="sidebar">' . self::SAYS . '</div></body>' ) );
	}

	public function test_notes_of_a_manual_belong_to_the_text(): void {
		self::assertStringContainsString(
			'Switch it off first.',
			$this->text(
				'<main>' . self::SAYS . '<aside class="admonition warning"><p>Switch it off first.</p></aside><aside><p>Buy our other things '
					. 'as well, they are good.</p></aside></main>',
			),
		);
	}

	public function test_headings_keep_their_anchors_and_lose_the_marks_beside_them(): void {
		$sections = ( new HtmlText() )->main_sections(
			'<main><h2 id="pay">Payment<a class="headerlink" href="#pay">¶</a></h2><p>You pay by card or by invoice, as you like it best.</p><h3><button aria-expanded="false">By invoice?</button></h3><p>Yes, within thirty days after the parcel came.</p></main>',
		);
		self::assertSame(
			[ [ [ 'Payment' ], 'pay' ], [ [ 'Payment', 'By invoice?' ], '' ] ],
			array_map( static fn( Section $section ): array => [ $section->headings, $section->anchor ], $sections ),
		);
	}

	public function test_a_page_of_one_word_and_an_empty_one_are_read_as_they_are(): void {
		self::assertSame( 'Closed', $this->text( '<html><body><p>Closed</p></body></html>' ) );
		self::assertSame( '', $this->text( '<html><head><title>x</title></head><body><script>1</script></body></html>' ) );
		self::assertSame( '', $this->text( '' ) );
	}

	/** @return array<string, array{string}> */
	public static function pages_made_to_take_long(): array {
		return [
			'links in links'          => [ str_repeat( '<div><a>', 50_000 ) ],
			'ends that never began'   => [ str_repeat( '<div>', 400 ) . str_repeat( '</b></i>', 50_000 ) ],
			'very many paragraphs'    => [ str_repeat( '<p class="a b c">word word word word word word', 20_000 ) ],
			'angle brackets'          => [ str_repeat( '<', 1_000_000 ) ],
			'very long names'         => [ str_repeat( '<div class="' . str_repeat( 'cookie-', 200 ) . '">', 2000 ) ],
		];
	}

	#[DataProvider( 'pages_made_to_take_long' )]
	#[Group( 'hostile' )]
	public function test_pages_made_to_take_long_are_read( string $page ): void {
		self::assertLessThanOrEqual( strlen( $page ), strlen( $this->text( $page ) ) );
	}
}
