<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Tests\Channels\Web;

use Aaia\Chatbot\Channels\Web\Launcher;
use Aaia\Chatbot\Channels\Web\WebModule;
use Aaia\Chatbot\Channels\Web\WidgetScripts;
use Aaia\Chatbot\Http\FrontPage;
use Aaia\Chatbot\Http\GuestAccess;
use Aaia\Chatbot\Plugin\Foundation;
use Aaia\Chatbot\Support\LanguageFiles;
use Aaia\Chatbot\Tests\TestCase;
use PHPUnit\Framework\Attributes\DataProvider;

/** The chat's element in a page: the button, the block, the shortcode. */
final class WidgetInPageTest extends TestCase {

	private const PLUGIN = __DIR__ . '/../../../../aaia-chatbot.php';

	private Foundation $base;

	private Launcher $launcher;

	protected function setUp(): void {
		parent::setUp();
		$this->base     = new Foundation( self::wpdb() );
		$this->launcher = new Launcher( $this->base->settings, new WidgetScripts( (string) realpath( self::PLUGIN ), new LanguageFiles() ), $this->base->access() );
		wp_dequeue_script( 'aaia-chatbot' );
		wp_deregister_script( 'aaia-chatbot' );
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
		$this->assertSame( [ '#112233', 'left', get_locale() ], [ $element->getAttribute( 'color' ), $element->getAttribute( 'position' ), $element->getAttribute( 'locale' ) ] );
		$this->assertNotSame( '', $element->getAttribute( 'label' ) );
		$this->assertNotSame( '', $element->getAttribute( 'label-close' ) );
		$this->assertSame( 'defer', wp_scripts()->get_data( 'aaia-chatbot', 'strategy' ) );
	}

	/** @return array<string, array{FrontPage, bool}> */
	public static function closed_sites(): array {
		return [
			'pages for members'            => [ FrontPage::Login, false ],
			'a REST API for members'       => [ FrontPage::Open, true ],
		];
	}

	#[DataProvider( 'closed_sites' )]
	public function test_no_page_shows_a_button_that_the_site_would_refuse( FrontPage $front, bool $is_rest_closed ): void {
		$this->switch_on();
		$this->base->access()->note( $front, $is_rest_closed );
		$this->launcher->enqueue();
		$this->assertSame( [ '', '', false ], [ $this->footer(), $this->launcher->inline(), wp_script_is( 'aaia-chatbot' ) ] );

		$this->base->access()->note( FrontPage::Open, false );
		$this->assertNotSame( '', $this->footer() );
	}

	public function test_the_owner_may_show_the_chat_on_a_closed_site(): void {
		$this->switch_on( [ GuestAccess::SETTING => true ] );
		$this->base->access()->note( FrontPage::Login, false );
		$this->assertNotSame( '', $this->footer() );
	}

	public function test_a_page_without_a_conversation_costs_no_query(): void {
		$this->switch_on();
		$this->base->access()->note( FrontPage::Open, false );
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

	public function test_a_french_page_gets_the_french_panel_wherever_french_is_spoken(): void {
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

	public function test_the_shortcode_shows_the_chat_in_the_text_and_no_button_beside_it(): void {
		$this->switch_on();
		$this->add_block_and_shortcode();

		$text = do_shortcode( 'Before [aaia_chatbot] after' );

		$this->assertTrue( $this->element( $text )->hasAttribute( 'inline' ) );
		$this->assertTrue( wp_script_is( 'aaia-chatbot' ) );
		$this->assertSame( '', $this->footer() );
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
		$this->base->settings->save( [ 'widget_enabled' => true ] + $more );
	}

	/** In place of those the active plugin registered. */
	private function add_block_and_shortcode(): void {
		if ( \WP_Block_Type_Registry::get_instance()->is_registered( 'aaia-chatbot/chat' ) ) {
			unregister_block_type( 'aaia-chatbot/chat' );
		}
		( new WebModule( $this->launcher ) )->add_block_and_shortcode();
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
