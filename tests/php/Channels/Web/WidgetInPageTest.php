<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Tests\Channels\Web;

use Aaia\Chatbot\Channels\Web\Launcher;
use Aaia\Chatbot\Channels\Web\PagePatterns;
use Aaia\Chatbot\Channels\Web\WebSettings;
use Aaia\Chatbot\Channels\Web\WidgetScripts;
use Aaia\Chatbot\Http\FrontPageAccess;
use Aaia\Chatbot\Http\GuestAccess;
use Aaia\Chatbot\Plugin;
use Aaia\Chatbot\Services;
use Aaia\Chatbot\Settings\Settings;
use Aaia\Chatbot\Storage\SiteState;
use Aaia\Chatbot\Support\LanguageFiles;
use Aaia\Chatbot\Tests\TestCase;
use PHPUnit\Framework\Attributes\DataProvider;

/** The chat's element in a page: the button, the block, the shortcode. */
final class WidgetInPageTest extends TestCase {

	private const PLUGIN = __DIR__ . '/../../../../aaia-chatbot.php';

	private Services $services;

	private Launcher $launcher;

	protected function setUp(): void {
		parent::setUp();
		$this->services = $this->wired();
		$this->launcher = new Launcher(
			$this->services->get( Settings::class ),
			new WidgetScripts( (string) realpath( self::PLUGIN ), new LanguageFiles() ),
			$this->services->get( GuestAccess::class ),
			new SiteState(),
		);
		wp_dequeue_script( 'aaia-chatbot' );
		wp_deregister_script( 'aaia-chatbot' );
		wp_dequeue_style( 'aaia-chatbot' );
		wp_deregister_style( 'aaia-chatbot' );
	}

	public function test_a_page_shows_nothing_and_loads_nothing_until_the_owner_switches_the_chat_on(): void {
		$this->launcher->enqueue();

		$this->assertSame( '', $this->footer() );
		$this->assertSame( '', $this->launcher->inline() );
		$this->assertFalse( wp_script_is( 'aaia-chatbot' ) );
	}

	public function test_a_page_carries_one_deferred_script_and_an_element_with_what_a_page_cache_may_keep(): void {
		$this->switch_on( [ 'widget_color' => '#112233', 'widget_position' => 'left' ] );
		$this->launcher->enqueue();

		$element = $this->element( $this->footer() );
		$this->assertSame( untrailingslashit( rest_url( 'aaia-chatbot/v1' ) ), $element->getAttribute( 'api' ) );
		$this->assertStringContainsString( '/build/widget/panel', $element->getAttribute( 'panel' ) );
		$this->assertSame(
			[ '#112233', 'left', get_locale() ],
			[ $element->getAttribute( 'color' ), $element->getAttribute( 'position' ), $element->getAttribute( 'locale' ) ],
		);
		$this->assertNotSame( '', $element->getAttribute( 'label' ) );
		$this->assertNotSame( '', $element->getAttribute( 'label-close' ) );
		$this->assertSame( 'defer', wp_scripts()->get_data( 'aaia-chatbot', 'strategy' ) );
	}

	/** @return array<string, array{FrontPageAccess, bool}> */
	public static function closed_sites(): array {
		return [
			'pages for members'            => [ FrontPageAccess::Login, false ],
			'a REST API for members'       => [ FrontPageAccess::Open, true ],
		];
	}

	#[DataProvider( 'closed_sites' )]
	public function test_no_page_shows_a_button_that_the_site_would_refuse( FrontPageAccess $front, bool $is_rest_closed ): void {
		$this->switch_on();
		$this->services->get( GuestAccess::class )->record( $front, $is_rest_closed );
		$this->launcher->enqueue();
		$this->assertSame( [ '', '', false ], [ $this->footer(), $this->launcher->inline(), wp_script_is( 'aaia-chatbot' ) ] );

		$this->services->get( GuestAccess::class )->record( FrontPageAccess::Open, false );
		$this->assertNotSame( '', $this->footer() );
	}

	public function test_the_owner_may_show_the_chat_on_a_closed_site(): void {
		$this->switch_on( [ GuestAccess::SETTING => true ] );
		$this->services->get( GuestAccess::class )->record( FrontPageAccess::Login, false );
		$this->assertNotSame( '', $this->footer() );
	}

	public function test_a_page_without_a_conversation_costs_no_query(): void {
		$this->switch_on();
		$this->services->get( GuestAccess::class )->record( FrontPageAccess::Open, false );
		wp_load_alloptions();
		$before = get_num_queries();

		$this->launcher->enqueue();
		$this->footer();

		$this->assertSame( $before, get_num_queries() );
	}

	public function test_what_is_in_the_attributes_cannot_break_out_of_them(): void {
		$this->switch_on();
		add_filter( 'locale', static fn(): string => 'xx"><script>alert(1)</script>' );

		$html = $this->footer();

		$this->assertStringNotContainsString( '<script', $html );
		$this->assertSame( 'xx"><script>alert(1)</script>', $this->element( $html )->getAttribute( 'locale' ) );
	}

	public function test_a_french_page_gets_the_french_panel_in_all_regions(): void {
		if ( ! is_file( dirname( self::PLUGIN ) . '/build/widget/panel-fr_FR.js' ) ) {
			$this->markTestSkipped( 'The widget is not built: run npm run build.' );
		}
		$this->switch_on();
		$panels = [];
		foreach ( [ 'fr_FR', 'fr_CA', 'en_US', 'tlh', '../../x' ] as $locale ) {
			$filter = static fn(): string => $locale;
			add_filter( 'locale', $filter );
			$panels[ $locale ] = basename( (string) wp_parse_url( $this->element( $this->footer() )->getAttribute( 'panel' ), PHP_URL_PATH ) );
			remove_filter( 'locale', $filter );
		}

		$this->assertSame(
			[
				'fr_FR'   => 'panel-fr_FR.js',
				'fr_CA'   => 'panel-fr_FR.js',
				'en_US'   => 'panel.js',
				'tlh'     => 'panel.js',
				'../../x' => 'panel.js',
			],
			$panels
		);
	}

	public function test_the_shortcode_shows_the_chat_in_the_text_and_leaves_it_to_the_browser_to_hide_the_button(): void {
		$this->switch_on();
		$this->add_block_and_shortcode();

		$text = do_shortcode( 'Before [aaia_chatbot] after' );

		$this->assertTrue( $this->element( $text )->hasAttribute( 'inline' ) );
		$this->assertTrue( wp_script_is( 'aaia-chatbot' ) );
		$this->assertFalse(
			$this->element( $this->footer() )->hasAttribute( 'inline' ),
			'The text may have been drawn for a description only.',
		);
	}

	public function test_an_inline_chat_has_no_text_without_its_tags(): void {
		$this->switch_on();
		$this->add_block_and_shortcode();

		$this->assertSame( 'Before  after', wp_strip_all_tags( do_shortcode( 'Before [aaia_chatbot] after' ) ) );
	}

	public function test_nothing_in_the_element_is_a_style_or_script_that_a_strict_security_policy_would_refuse(): void {
		$this->switch_on();

		$html = $this->launcher->inline() . $this->footer();

		$this->assertDoesNotMatchRegularExpression( '/\sstyle=|<style|<script|\son\w+=/i', $html );
		$this->assertStringContainsString( 'height="560"', $this->launcher->inline(), 'The chat’s height is kept free.' );
	}

	public function test_feeds_excerpts_and_mails_contain_no_chat(): void {
		$this->switch_on();
		$this->add_block_and_shortcode();
		$content = 'Words [aaia_chatbot] <!-- wp:aaia-chatbot/chat /-->';
		$draw    = static fn(): string => do_blocks( do_shortcode( $content ) );
		$this->assertSame( 2, substr_count( $draw(), '<aaia-chatbot' ) );

		$drawn = [];
		add_filter( 'get_the_excerpt', $excerpt = static function () use ( $draw, &$drawn ): string {
			return $drawn['excerpt'] = $draw();
		}, 99 );
		apply_filters( 'get_the_excerpt', '' );
		remove_filter( 'get_the_excerpt', $excerpt, 99 );
		add_filter( 'wp_doing_cron', '__return_true' );
		$drawn['mail'] = $draw();
		remove_filter( 'wp_doing_cron', '__return_true' );
		$query                = $GLOBALS['wp_query'];
		$GLOBALS['wp_query']  = new \WP_Query();
		$GLOBALS['wp_query']->is_feed = true;
		$drawn['feed']        = $draw();
		$GLOBALS['wp_query']  = $query;

		$this->assertStringNotContainsString( 'aaia-chatbot', implode( ' ', array_map( 'do_shortcode', $drawn ) ) );
		$this->assertSame( [ 'excerpt', 'mail', 'feed' ], array_keys( $drawn ) );
	}

	public function test_a_page_says_what_to_do_when_the_chat_cannot_load_and_names_a_contact_only_if_the_owner_chose_one(): void {
		$this->switch_on();
		$this->assertFalse( $this->element( $this->footer() )->hasAttribute( 'contact' ) );
		$this->assertStringContainsString( 'later', $this->element( $this->footer() )->getAttribute( 'failure' ) );

		foreach ( [
			'help@site.example' => 'mailto:help@site.example',
			'https://site.example/contact/' => 'https://site.example/contact/',
		] as $typed => $contact ) {
			$this->services->get( Settings::class )->save( [ 'widget_contact' => $typed ] );
			$this->assertSame( $contact, $this->element( $this->footer() )->getAttribute( 'contact' ) );
		}
	}

	public function test_an_invalid_contact_is_refused_with_a_message(): void {
		$check = null;
		foreach ( WebSettings::definitions() as $definition ) {
			$check = 'widget_contact' === $definition->key ? $definition->check : $check;
		}
		$this->assertNotNull( $check );
		foreach ( [ 'javascript:alert(1)', 'call us', '//evil.example', 'http://', 'help@' ] as $typed ) {
			$this->assertNotNull( $check( $typed ), $typed );
		}
		foreach ( [ '', 'help@site.example', 'https://site.example/contact' ] as $typed ) {
			$this->assertNull( $check( $typed ), $typed );
		}
	}

	/** @return iterable<string, array{string, string, bool}> Patterns, the address asked for, whether the button is left out. */
	public static function pages(): iterable {
		yield 'the page itself' => [ "/cart\n/checkout", '/checkout/', true ];
		yield 'with a query' => [ '/checkout', '/checkout/?step=2', true ];
		yield 'its full address, in capitals' => [ home_url( '/Checkout/' ), '/checkout', true ];
		yield 'a page below' => [ '/checkout', '/checkout/done', false ];
		yield 'all pages below' => [ '/checkout/*', '/checkout/done', true ];
		yield 'the front page' => [ '/', '/?lang=fr', true ];
		yield 'another page than the front page' => [ '/', '/shop', false ];
		yield 'letters of other scripts' => [ '/commander/paiement-sécurisé', '/commander/paiement-s%C3%A9curis%C3%A9/', true ];
		yield 'signs of regular expressions' => [ '/a.c', '/abc', false ];
	}

	#[DataProvider( 'pages' )]
	public function test_pages_that_the_owner_leaves_out_pay_nothing( string $patterns, string $request, bool $is_left_out ): void {
		$this->switch_on( [ 'widget_hide_on' => $patterns, 'widget_launcher_text' => 'Ask us' ] );
		$_SERVER['REQUEST_URI'] = $request;
		try {
			$this->launcher->enqueue();
			$this->assertSame( $is_left_out, '' === $this->footer() );
			$this->assertSame( $is_left_out, ! wp_script_is( 'aaia-chatbot' ) && ! wp_style_is( 'aaia-chatbot' ) );
			$this->assertNotSame( '', $this->launcher->inline(), 'A chat in the text of a page is meant to be there.' );
		} finally {
			unset( $_SERVER['REQUEST_URI'] );
		}
	}

	public function test_addresses_of_other_sites_and_endless_lists_are_refused(): void {
		foreach ( [ 'checkout', 'https://elsewhere.example/shop', str_repeat( "/some/long/address\n", 30 ) ] as $typed ) {
			$this->assertNotNull( PagePatterns::check( $typed ), $typed );
		}
		foreach ( [ '', "/checkout\n\n/shop/*", home_url( '/shop' ) ] as $typed ) {
			$this->assertNull( PagePatterns::check( $typed ), $typed );
		}
	}

	public function test_only_logged_in_users_see_a_chat_that_is_theirs(): void {
		$this->switch_on( [ 'widget_audience' => 'members' ] );
		$this->launcher->enqueue();
		$this->assertSame( [ '', '', false ], [ $this->footer(), $this->launcher->inline(), wp_script_is( 'aaia-chatbot' ) ] );

		$this->sign_in( 'subscriber' );
		$this->assertNotSame( '', $this->footer() );
	}

	public function test_the_users_of_one_browser_keep_what_it_remembers_apart(): void {
		$this->switch_on();
		$ann = $this->sign_in( 'subscriber' );
		$api = $this->element( $this->footer() )->getAttribute( 'api' );
		$this->assertSame( untrailingslashit( rest_url( 'aaia-chatbot/v1' ) ), $api, 'Not where everybody may chat: pages are cached.' );

		$this->switch_on( [ 'widget_audience' => 'members' ] );
		$of_ann = $this->element( $this->footer() )->getAttribute( 'api' );
		$this->sign_in( 'subscriber' );
		$of_bob = $this->element( $this->footer() )->getAttribute( 'api' );
		wp_set_current_user( $ann->ID );
		$this->assertMatchesRegularExpression( '~^' . preg_quote( $api, '~' ) . '#[0-9a-f]{12}$~', $of_ann );
		$this->assertNotSame( $of_ann, $of_bob );
		$this->assertSame( $of_ann, $this->element( $this->footer() )->getAttribute( 'api' ) );
	}

	public function test_a_button_as_it_comes_brings_no_style_sheet(): void {
		$this->switch_on();
		$this->launcher->enqueue();

		$this->assertFalse( wp_style_is( 'aaia-chatbot' ) );
	}

	public function test_place_size_icon_text_and_devices_are_a_style_sheet_of_the_page(): void {
		$this->switch_on( [
			'widget_position'      => 'left',
			'widget_offset_x'      => 12,
			'widget_offset_y'      => 90,
			'widget_size'          => 87,
			'widget_icon'          => 'question',
			'widget_launcher_text' => 'Ask "us" </style><script>',
			'widget_launcher_translations' => '{"fr":"Une question ?"}',
			'widget_devices'       => 'computers',
		] );
		$this->launcher->enqueue();

		$css = implode( '', wp_styles()->get_data( 'aaia-chatbot', 'after' ) );
		$this->assertStringContainsString( '{--aaia-offset:90px;left:12px}', $css );
		$this->assertStringContainsString( 'left:12px;bottom:191px', $css, 'The panel stands above the larger button.' );
		$this->assertStringContainsString( 'zoom:1.5', $css );
		$this->assertStringContainsString( 'content:"?"', $css );
		$this->assertStringContainsString( '@media(max-width:782px)', $css );
		$this->assertStringNotContainsString( '<', $css );
		$this->assertStringContainsString( 'Ask\\20 \\22 us\\22 ', $css );
		$this->assertStringStartsWith( 'Ask "us"', $this->element( $this->footer() )->getAttribute( 'label' ) );

		add_filter( 'locale', static fn(): string => 'fr_FR' );
		$this->assertStringStartsWith( 'Une question ? – ', $this->element( $this->footer() )->getAttribute( 'label' ) );
	}

	public function test_a_page_with_a_button_of_its_own_look_costs_no_query_either(): void {
		$this->switch_on( [ 'widget_icon' => 'picture', 'widget_hide_on' => '/cart', 'widget_launcher_text' => 'Ask us' ] );
		$this->services->get( GuestAccess::class )->record( FrontPageAccess::Open, false );
		wp_load_alloptions();
		$before = get_num_queries();

		$this->launcher->enqueue();
		$this->footer();

		$this->assertSame( $before, get_num_queries() );
	}

	public function test_the_block_shows_the_same(): void {
		$this->switch_on();
		$this->add_block_and_shortcode();

		$text = do_blocks( '<!-- wp:aaia-chatbot/chat {"align":"wide"} /-->' );

		$this->assertTrue( $this->element( $text )->hasAttribute( 'inline' ) );
		$this->assertStringContainsString( 'alignwide', $text );
	}

	/** @param array<string, mixed> $more */
	private function switch_on( array $more = [] ): void {
		$this->services->get( Settings::class )->save( [ 'widget_enabled' => true ] + $more );
	}

	/** Registers block and shortcode of this test instead of those of the active plugin. */
	private function add_block_and_shortcode(): void {
		if ( \WP_Block_Type_Registry::get_instance()->is_registered( 'aaia-chatbot/chat' ) ) {
			unregister_block_type( 'aaia-chatbot/chat' );
		}
		( new Plugin( (string) realpath( self::PLUGIN ), [ Launcher::class => $this->launcher ] ) )->add_blocks_and_shortcodes();
	}

	private function footer(): string {
		ob_start();
		$this->launcher->print_button();
		return trim( (string) ob_get_clean() );
	}

	private function element( string $html ): \DOMElement {
		$document = new \DOMDocument();
		$document->loadHTML( '<?xml encoding="utf-8"?><body>' . $html . '</body>', LIBXML_NOERROR );
		$element = $document->getElementsByTagName( 'aaia-chatbot' )->item( 0 );
		$this->assertInstanceOf( \DOMElement::class, $element, 'The page has the element.' );
		return $element;
	}
}
