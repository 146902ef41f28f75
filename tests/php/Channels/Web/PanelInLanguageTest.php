<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Tests\Channels\Web;

use Aaia\Chatbot\Channels\Web\WidgetScripts;
use Aaia\Chatbot\Support\LanguageFiles;
use Aaia\Chatbot\Tests\ChatTestCase;
use Aaia\Chatbot\Tests\Harness\LanguagePack;

/** The panel in the language of a language pack: the script that a page uses, and the answer of the route. */
final class PanelInLanguageTest extends ChatTestCase {

	/** A small build, with the three kinds of quotes that a minifier may put around texts. */
	private const TEMPLATE = 'a("{{aaia:delete}}");b(\'{{aaia:close}}\');c(`{{aaia:close}}`);d("{{aaia:markdown}}");e("{{aaia:more}}")';

	private const TEXTS = "<?php return [ 'delete' => __( 'Delete', 'aaia-chatbot' ), 'close' => __( 'Close', 'aaia-chatbot' ) ];";

	private ?LanguagePack $pack = null;

	private string $folder;

	protected function setUp(): void {
		parent::setUp();
		$this->settings( [ 'widget_enabled' => true ] );
		$this->folder = get_temp_dir() . 'aaia-panel-' . getmypid();
		wp_mkdir_p( $this->folder . '/build/widget' );
		wp_mkdir_p( $this->folder . '/languages' );
		$this->put( 'panel-template.js', self::TEMPLATE );
		$this->put( 'more-template.js', 'f("{{aaia:delete}}")' );
		$this->put( 'panel-texts.php', self::TEXTS );
		$this->put( 'versions.php', "<?php return [ 'panel.js' => '1a2b3c4d', 'markdown.js' => '99' ];" );
	}

	protected function tearDown(): void {
		$this->pack?->remove();
		LanguagePack::forget();
		parent::tearDown();
	}

	public function test_an_english_page_names_the_plain_script_under_a_version_of_its_content(): void {
		$this->assertStringEndsWith( 'build/widget/panel.js?ver=1a2b3c4d', $this->scripts()->panel( 'en_US' ) );
		touch( $this->folder . '/build/widget/panel.js', 1 );
		$this->assertStringEndsWith( 'build/widget/panel.js?ver=1a2b3c4d', $this->scripts()->panel( 'tlh' ) );
	}

	public function test_pages_in_a_language_with_a_pack_use_the_route_in_all_regions(): void {
		$this->pack( [ 'Delete' => 'Löschen' ] );

		$this->assertSame( rest_url( 'aaia-chatbot/v1/widget/panel' ) . '?locale=de_DE', $this->scripts()->panel( 'de_DE' ) );
		$this->assertStringEndsWith( '/widget/panel?locale=de_AT', $this->scripts()->panel( 'de_AT' ) );
	}

	public function test_a_pack_replaces_the_texts_that_came_with_the_plugin(): void {
		$this->put( 'versions.php', "<?php return [ 'panel-fr_FR.js' => '11' ];" );
		file_put_contents( $this->folder . '/languages/aaia-chatbot-fr_FR.l10n.php', '<?php return [];' );
		$GLOBALS['wp_textdomain_registry']->set( 'aaia-chatbot', 'fr_FR', $this->folder . '/languages' );
		$built_in = $this->scripts()->panel( 'fr_FR' );

		$this->pack = new LanguagePack( 'fr_FR', [ 'Delete' => 'Supprimer' ] );

		$this->assertStringEndsWith( 'build/widget/panel-fr_FR.js?ver=11', $built_in );
		$this->assertStringEndsWith( '/widget/panel?locale=fr_FR', $this->scripts()->panel( 'fr_FR' ) );
	}

	public function test_texts_come_from_the_pack_and_are_english_where_it_has_none(): void {
		$this->pack( [ 'Delete' => 'Löschen' ] );
		LanguagePack::speak( 'de_DE' );

		$code = (string) $this->scripts()->panel_in( 'de_DE' );

		$this->assertStringStartsWith( 'a("Löschen");b(\'Close\');c(`Close`);', $code );
		$this->assertStringContainsString( 'markdown.js?99', $code );
		$this->assertStringContainsString( 'e("' . rest_url( 'aaia-chatbot/v1/widget/more' ) . '?locale=de_DE")', $code );
		$this->assertSame( 'f("Löschen")', $this->scripts()->more_in( 'de_DE' ) );
	}

	/** @return iterable<string, array{string}> Translations that try to break out of the text. */
	public static function hostile_texts(): iterable {
		yield 'double quotes' => [ '");alert(1);("' ];
		yield 'single quotes' => [ "');alert(1);('" ];
		yield 'a template' => [ '`;alert(1);`${alert(2)}' ];
		yield 'a backslash before the end' => [ 'x\\' ];
		yield 'an escaped quote' => [ 'x\\");alert(1)//' ];
		yield 'the end of the script' => [ '</script><script>alert(1)</script><!--' ];
		yield 'new lines of every kind' => [ "a\nb\rc\u{2028}d\u{2029}e" ];
		yield 'another placeholder' => [ '{{aaia:markdown}}{{aaia:delete}}' ];
		yield 'a comment' => [ '*/alert(1)/*' ];
	}

	#[\PHPUnit\Framework\Attributes\DataProvider( 'hostile_texts' )]
	public function test_hostile_translations_stay_text( string $text ): void {
		$this->pack( [ 'Delete' => 'sane', 'Close' => $text ] );
		LanguagePack::speak( 'de_DE' );

		$code = (string) $this->scripts()->panel_in( 'de_DE' );

		$this->assertSame( 1, preg_match( '/\Aa\("sane"\);b\(\'(.*)\'\);c\(`(.*)`\);d\("/', $code, $found ), $code );
		$this->assertSame( $found[1], $found[2] );
		$this->assertDoesNotMatchRegularExpression( '/["\'`$<>\n\r\x{2028}\x{2029}]|(?<!\\\\)(?:\\\\\\\\)*\\\\\z/u', $found[1] );
		$this->assertSame( $text, json_decode( '"' . $found[1] . '"' ) );
	}

	public function test_invalid_utf8_in_a_pack_is_harmless(): void {
		$this->pack( [ 'Close' => "Schlie\xdfen" ] );
		LanguagePack::speak( 'de_DE' );

		$code = (string) $this->scripts()->panel_in( 'de_DE' );

		$this->assertStringContainsString( "b('Schlie\u{FFFD}en')", $code );
	}

	public function test_the_route_answers_a_script_that_may_be_kept_for_five_minutes_under_a_tag(): void {
		if ( ! is_file( dirname( __DIR__, 4 ) . '/build/widget/panel-template.js' ) ) {
			$this->markTestSkipped( 'The widget is not built: run npm run build.' );
		}
		$this->pack( [ 'Delete this conversation' => 'Dieses Gespräch löschen' ] );
		LanguagePack::speak( 'de_DE' );

		$response = $this->rest( 'GET', '/widget/panel?locale=de_DE' );
		$headers  = $response->get_headers();

		$this->assertSame(
			[ 200, 'text/javascript; charset=UTF-8', 'public, max-age=300' ],
			[ $response->get_status(), $headers['Content-Type'], $headers['Cache-Control'] ],
		);
		$code = $this->served( $response );
		$this->assertTrue( str_contains( $code, 'Dieses Gespräch löschen' ), 'The panel speaks German.' );
		$this->assertFalse( str_contains( $code, '{{aaia:' ), 'Every text is put in.' );
		$this->assertSame(
			304,
			$this->rest( 'GET', '/widget/panel?locale=de_DE', null, [ 'If-None-Match' => $headers['ETag'] ] )->get_status(),
		);

		LanguagePack::speak( 'en_US' );
		$this->assertNotSame( $headers['ETag'], $this->rest( 'GET', '/widget/panel?locale=en_US' )->get_headers()['ETag'] );
	}

	public function test_the_rarely_used_parts_are_translated_too_and_revalidated(): void {
		if ( ! is_file( dirname( __DIR__, 4 ) . '/build/widget/more-template.js' ) ) {
			$this->markTestSkipped( 'The widget is not built: run npm run build.' );
		}
		$this->pack( [ 'Before we begin' => 'Bevor wir anfangen' ] );
		LanguagePack::speak( 'de_DE' );

		$response = $this->rest( 'GET', '/widget/more?locale=de_DE' );
		$headers  = $response->get_headers();

		$this->assertSame(
			[ 200, 'text/javascript; charset=UTF-8', 'no-cache' ],
			[ $response->get_status(), $headers['Content-Type'], $headers['Cache-Control'] ],
		);
		$this->assertStringContainsString( 'Bevor wir anfangen', $this->served( $response ) );
		$this->assertSame( 304, $this->rest( 'GET', '/widget/more?locale=de_DE', null, [ 'If-None-Match' => $headers['ETag'] ] )->get_status() );
		$this->assertSame( 403, $this->rest( 'GET', '/widget/more', null, [ 'Origin' => 'https://evil.example' ] )->get_status() );
	}

	public function test_the_route_is_closed_to_foreign_pages_and_while_the_chat_is_off(): void {
		$this->assertSame( 403, $this->rest( 'GET', '/widget/panel', null, [ 'Origin' => 'https://evil.example' ] )->get_status() );
		$this->assertSame( 400, $this->rest( 'GET', '/widget/panel?file=../../wp-config' )->get_status() );

		$this->settings( [ 'widget_enabled' => false ] );
		$this->assertSame( 404, $this->rest( 'GET', '/widget/panel' )->get_status() );
	}

	/** @param array<string, string> $texts */
	private function pack( array $texts ): void {
		$this->pack = new LanguagePack( 'de_DE', $texts );
	}

	private function scripts(): WidgetScripts {
		return new WidgetScripts( $this->folder . '/aaia-chatbot.php', new LanguageFiles() );
	}

	private function put( string $name, string $content ): void {
		file_put_contents( $this->folder . '/build/widget/' . $name, $content );
	}

	private function served( \WP_REST_Response $response ): string {
		ob_start();
		apply_filters( 'rest_pre_serve_request', false, $response, new \WP_REST_Request(), rest_get_server() );
		return (string) ob_get_clean();
	}
}
