<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Tests\Content\Text;

use Aaia\Chatbot\Content\Section;
use Aaia\Chatbot\Content\Text\HtmlText;
use Aaia\Chatbot\Tests\TestCase;

final class HtmlTextTest extends TestCase {

	private function text( string $html ): string {
		return implode( "\n", array_map( static fn( Section $section ): string => $section->text, ( new HtmlText() )->sections( $html ) ) );
	}

	public function test_text_is_under_the_path_of_its_headings(): void {
		$sections = ( new HtmlText() )
			->sections( '<p>Intro</p><h2 id="delivery">Delivery</h2><p>We send.</p><h3>Abroad</h3><p>Two weeks.</p><h2>Returns</h2><p>Free.</p>' );
		self::assertSame(
			[
				[ [], '', 'Intro' ],
				[ [ 'Delivery' ], 'delivery', 'We send.' ],
				[ [ 'Delivery', 'Abroad' ], '', 'Two weeks.' ],
				[ [ 'Returns' ], '', 'Free.' ],
			],
			array_map( static fn( Section $section ): array => [ $section->headings, $section->anchor, $section->text ], $sections )
		);
	}

	public function test_scripts_styles_menus_forms_and_hidden_parts_are_left_out(): void {
		$html = '<p>Seen</p><script>var a = "no";</script><style>p{}</style><nav><a '
			. 'href="/">Menu</a></nav><form><label>Name</label></form><div hidden>secret</div><p aria-hidden="true">icon</p><!-- note '
			. '--><span class="screen-reader-text">skip</span><p>Also seen</p>';
		self::assertSame( "Seen\nAlso seen", $this->text( $html ) );
	}

	public function test_a_table_row_keeps_its_labels(): void {
		self::assertSame(
			"Zone: France; Price: 4,90 €\nZone: Belgium; Price: 7 €",
			$this->text(
				'<table><thead><tr><th>Zone</th><th>Price</th></tr></thead><tr><td>France</td><td>4,90 €</td></tr><tr><td>Belgium</td><td>7 €</td></tr></table>',
			),
		);
		self::assertSame(
			"Monday: 9 to 18\nTuesday: closed",
			$this->text( '<table><tr><th>Monday</th><td>9 to 18</td></tr><tr><td>Tuesday</td><td>closed</td></tr></table>' ),
		);
		self::assertSame( 'Letter: 24 h', $this->text( '<dl><dt>Letter</dt><dd>24 h</dd></dl>' ) );
	}

	public function test_list_items_keep_their_bullets_and_line_breaks_begin_lines(): void {
		self::assertSame( "• One\n• Two bold\nthree\nfour", $this->text( '<ul><li>One</li><li>Two <b>bold</b></li></ul>three<br>four' ) );
		self::assertSame(
			"• One\nmore\n• Inner\nAfter",
			$this->text( "<ol>\n<li>\n<p>One</p><p>more</p><ul><li><div>Inner</div></li><li> </li></ul></li><li></ol><p>After</p>" ),
		);
	}

	public function test_headings_and_tables_have_no_bullets(): void {
		$sections = ( new HtmlText() )->sections(
			'<ul><li><h3>Title</h3><p>Text</p></li><li><table><tr><td>Zone</td><td><ul><li>France</li><li>Belgium</li></ul></td></tr></table></li></ul>',
		);
		self::assertSame(
			[ [ [ 'Title' ], "Text\nZone: France Belgium" ] ],
			array_map( static fn( Section $section ): array => [ $section->headings, $section->text ], $sections ),
		);
	}

	public function test_entities_are_read_as_characters(): void {
		self::assertSame( 'Tom & Jerry <3 l’été', $this->text( '<p>Tom &amp; Jerry &lt;3 l&rsquo;&eacute;t&eacute;</p>' ) );
	}

	public function test_broken_markup_loses_no_text(): void {
		self::assertSame( 'a b c', preg_replace( '/\s+/', ' ', $this->text( '<p>a<div><b>b</p></i><td>c' ) ) );
		self::assertStringContainsString( 'the rest of the page', $this->text( '<button>open <p>the rest of the page' ) );
	}

	public function test_deep_nesting_is_read(): void {
		self::assertSame( 'deep', $this->text( str_repeat( '<div><section>', 2000 ) . 'deep' ) );
	}

	public function test_only_the_beginning_of_an_endless_page_is_read(): void {
		$text = $this->text( str_repeat( '<p>Lorem ipsum dolor sit amet.</p>', 2_000_000 ) );
		self::assertLessThan( HtmlText::LIMIT, strlen( $text ) );
		self::assertStringStartsWith( 'Lorem', $text );
	}
}
