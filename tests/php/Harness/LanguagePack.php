<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Tests\Harness;

use Aaia\Chatbot\Support\LanguageFiles;

/** Installs a language pack of the plugin and switches the site to its language; `remove()` undoes both. */
final class LanguagePack {

	private readonly string $file;

	/** @param array<string, string> $texts English text => translation. */
	public function __construct( string $locale, array $texts ) {
		$this->file = WP_LANG_DIR . '/plugins/' . LanguageFiles::DOMAIN . '-' . $locale . '.l10n.php';
		wp_mkdir_p( dirname( $this->file ) );
		$pack = [
			'domain' => LanguageFiles::DOMAIN,
			'language' => $locale,
			'plural-forms' => 'nplurals=2; plural=n != 1;',
			'messages' => $texts,
		];
		file_put_contents( $this->file, '<?php return ' . var_export( $pack, true ) . ';' );
		self::forget();
	}

	/** Sets the site's language until the end of the test. */
	public static function speak( string $locale ): void {
		remove_all_filters( 'locale' );
		add_filter( 'locale', static fn(): string => $locale );
		self::forget();
	}

	public function remove(): void {
		unlink( $this->file );
		remove_all_filters( 'locale' );
		self::forget();
	}

	/** Makes WordPress search for translations again, as in another request. */
	public static function forget(): void {
		unload_textdomain( LanguageFiles::DOMAIN, true );
		wp_cache_delete( md5( WP_LANG_DIR . '/plugins/' ), 'translation_files' );
		$registry = new \WP_Textdomain_Registry();
		$registry->set_custom_path( LanguageFiles::DOMAIN, WP_PLUGIN_DIR . '/aaia-chatbot/languages' );
		$GLOBALS['wp_textdomain_registry'] = $registry;
		\WP_Translation_Controller::get_instance()->unload_textdomain( LanguageFiles::DOMAIN );
		\WP_Translation_Controller::get_instance()->set_locale( determine_locale() );
	}
}
