<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Channels\Web;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Http\Controller;
use Aaia\Chatbot\Http\LocaleSwitcher;
use Aaia\Chatbot\Support\LanguageFiles;

/**
 * The built scripts of the widget: their URLs, and the panel in the language of a language pack.
 *
 * English and the languages of the zip have a static script each. For other translations, the script is the built template with the
 * texts of the site's translation inserted (docs/decisions/0033-the-panel-speaks-the-sites-language.md).
 */
final class WidgetScripts {

	/** Route of the panel's script with the site's translation. */
	public const PANEL_ROUTE = '/widget/panel';

	/** Route of the script of the panel's rarely used parts with the site's translation. */
	public const MORE_ROUTE = '/widget/more';

	private const FOLDER = 'build/widget/';

	/** Escapes a text in a literal of the script, so that nothing in it ends the literal, a comment or a `<script>`. */
	private const JSON = JSON_HEX_TAG | JSON_HEX_AMP | JSON_HEX_APOS | JSON_HEX_QUOT
		| JSON_UNESCAPED_UNICODE | JSON_UNESCAPED_SLASHES | JSON_INVALID_UTF8_SUBSTITUTE;

	/** @var ?array<string, string> Version of every script, from the build. */
	private ?array $versions = null;

	/** @param string $file The plugin's main file. */
	public function __construct(
		private readonly string $file,
		private readonly LanguageFiles $languages,
	) {}

	/** URL of a script without its version. */
	public function address( string $script ): string {
		return plugins_url( self::FOLDER . $script, $this->file );
	}

	/** Version of a script. Changes with its content, so that browsers may cache it for ever; empty when nothing is built. */
	public function version( string $script ): string {
		$this->versions ??= $this->built( 'versions.php' );
		return $this->versions[ $script ] ?? '';
	}

	/** URL of the panel's script for a page: a static file in English and the languages of the zip, otherwise the route. */
	public function panel( string $locale ): string {
		$file   = $this->languages->find( $locale );
		$script = null === $file ? 'panel.js' : 'panel-' . substr( basename( $file, '.mo' ), strlen( LanguageFiles::DOMAIN ) + 1 ) . '.js';
		// Some plugins load translations from their own folders; only the loaded text domain shows this.
		$plain = null === $file
			? ! is_textdomain_loaded( LanguageFiles::DOMAIN )
			: $this->is_in_zip( $file ) && '' !== $this->version( $script );
		return $plain
			? add_query_arg( 'ver', $this->version( $script ), $this->address( $script ) )
			: $this->in_language( self::PANEL_ROUTE, $locale );
	}

	/** The panel's script with the site's translation, English where a text has none; null when nothing is built. */
	public function panel_in( string $locale ): ?string {
		return $this->filled( 'panel-template.js', $locale );
	}

	/** The same for the script of the panel's rarely used parts. */
	public function more_in( string $locale ): ?string {
		return $this->filled( 'more-template.js', $locale );
	}

	private function in_language( string $route, string $locale ): string {
		return add_query_arg( 'locale', rawurlencode( $locale ), rest_url( Controller::API . $route ) );
	}

	private function filled( string $template, string $locale ): ?string {
		$template = $this->path( $template );
		$code     = is_readable( $template ) ? (string) file_get_contents( $template ) : '';
		if ( '' === $code ) {
			return null;
		}
		$texts    = LocaleSwitcher::run( $locale, fn(): array => $this->built( 'panel-texts.php' ) );
		$texts    += [
			'markdown' => $this->address( 'markdown.js' ) . '?' . $this->version( 'markdown.js' ),
			'files'    => $this->address( 'files.js' ) . '?' . $this->version( 'files.js' ),
			'more'     => $this->in_language( self::MORE_ROUTE, $locale ),
		];
		$literals = [];
		foreach ( $texts as $name => $text ) {
			$literals[ '{{aaia:' . $name . '}}' ] = $this->literal( $text );
		}
		return strtr( $code, $literals );
	}

	/** Escapes a text for the inside of a JavaScript string, with any of the three quotes. */
	private function literal( string $text ): string {
		return strtr( substr( (string) wp_json_encode( $text, self::JSON ), 1, -1 ), [ '`' => '\u0060', '$' => '\u0024' ] );
	}

	private function is_in_zip( string $file ): bool {
		return realpath( dirname( $file ) ) === realpath( plugin_dir_path( $this->file ) . 'languages' );
	}

	/** @return array<string, string> Content of a PHP file of the build. */
	private function built( string $name ): array {
		$values = is_readable( $this->path( $name ) ) ? require $this->path( $name ) : [];
		return is_array( $values ) ? array_filter( $values, is_string( ... ) ) : [];
	}

	private function path( string $name ): string {
		return plugin_dir_path( $this->file ) . self::FOLDER . $name;
	}
}
