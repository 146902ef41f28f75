<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Tests\Support;

use Aaia\Chatbot\Support\LanguageFiles;
use Aaia\Chatbot\Tests\Harness\LanguagePack;
use Aaia\Chatbot\Tests\TestCase;

/** Fallbacks for locales without a translation. */
final class LanguageFilesTest extends TestCase {

	private LanguagePack $german;

	protected function setUp(): void {
		parent::setUp();
		$this->german = new LanguagePack( 'de_DE', [ 'Open the chat' => 'Chat öffnen', 'Delete' => 'Löschen' ] );
	}

	protected function tearDown(): void {
		$this->german->remove();
		parent::tearDown();
	}

	/** @return iterable<string, array{string, ?string}> A locale, and the locale whose texts it gets. */
	public static function locales(): iterable {
		yield 'the language itself' => [ 'de_DE', 'de_DE' ];
		yield 'another country' => [ 'de_AT', 'de_DE' ];
		yield 'another form of address' => [ 'de_DE_formal', 'de_DE' ];
		yield 'both' => [ 'de_CH_informal', 'de_DE' ];
		yield 'no country' => [ 'de', 'de_DE' ];
		yield 'a language without a translation' => [ 'tlh', null ];
		yield 'English is what the sources are written in' => [ 'en_GB', null ];
		yield 'a path' => [ '../../de_DE', null ];
		yield 'nothing' => [ '', null ];
	}

	#[\PHPUnit\Framework\Attributes\DataProvider( 'locales' )]
	public function test_a_regional_locale_falls_back_to_the_languages_main_locale( string $locale, ?string $found ): void {
		$file = ( new LanguageFiles() )->find( $locale );

		$this->assertSame( null === $found ? null : WP_LANG_DIR . '/plugins/aaia-chatbot-' . $found . '.mo', $file );
	}

	public function test_austria_gets_german_for_the_plugins_texts_only(): void {
		LanguagePack::speak( 'de_AT' );

		$this->assertSame( 'Chat öffnen', __( 'Open the chat', 'aaia-chatbot' ) );
		$this->assertSame( 'Delete', __( 'Delete', 'another-plugin' ) );
	}

	public function test_a_translation_of_the_exact_locale_comes_first(): void {
		$austrian = new LanguagePack( 'de_AT', [ 'Open the chat' => 'Servus' ] );
		LanguagePack::speak( 'de_AT' );

		$this->assertSame( 'Servus', __( 'Open the chat', 'aaia-chatbot' ) );
		$austrian->remove();
	}

	public function test_scripts_of_wp_admin_fall_back_to_the_main_locale_too(): void {
		$folder = get_temp_dir() . 'aaia-scripts';
		wp_mkdir_p( $folder );
		file_put_contents( $folder . '/aaia-chatbot-fr_FR-aaia-chatbot-inbox.json', '{}' );
		$files = new LanguageFiles();

		$this->assertSame(
			$folder . '/aaia-chatbot-fr_FR-aaia-chatbot-inbox.json',
			$files->nearest_of_script( $folder . '/aaia-chatbot-fr_CA-aaia-chatbot-inbox.json', 'fr_CA' ),
		);
		$this->assertSame(
			$folder . '/aaia-chatbot-it_IT-aaia-chatbot-inbox.json',
			$files->nearest_of_script( $folder . '/aaia-chatbot-it_IT-aaia-chatbot-inbox.json', 'it_IT' ),
		);
		unlink( $folder . '/aaia-chatbot-fr_FR-aaia-chatbot-inbox.json' );
	}
}
