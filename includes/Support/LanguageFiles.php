<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Support;

defined( 'ABSPATH' ) || exit;

/**
 * Finds the plugin's translation for a locale: its own, otherwise that of the language's main locale (de_DE for de_AT, fr_FR for fr_CA).
 *
 * WordPress itself loads exact locales only. It also decides where a file lies: language packs first, then the plugin's folder.
 */
final class LanguageFiles {

	public const DOMAIN = 'aaia-chatbot';

	/**
	 * Hook: `load_textdomain_mofile`. Replaces a missing translation file by that of a related locale.
	 *
	 * @param string $file Path of a .mo file; the .l10n.php of the same name counts as well.
	 */
	public function nearest( string $file ): string {
		if ( $this->exists( $file ) ) {
			return $file;
		}
		return $this->find( substr( basename( $file, '.mo' ), strlen( self::DOMAIN ) + 1 ) ) ?? $file;
	}

	/** Path of the plugin's .mo file for a locale (only its .l10n.php may exist); null when there is none. */
	public function find( string $locale ): ?string {
		$registry = $GLOBALS['wp_textdomain_registry'] ?? null;
		foreach ( $registry instanceof \WP_Textdomain_Registry ? $this->forms( $locale ) : [] as $form ) {
			$folder = $registry->get( self::DOMAIN, $form );
			$file   = trailingslashit( (string) $folder ) . self::DOMAIN . '-' . $form . '.mo';
			if ( is_string( $folder ) && $this->exists( $file ) ) {
				return $file;
			}
		}
		return null;
	}

	/** Hook: `load_script_translation_file`. Does the same for the texts of a script. */
	public function nearest_of_script( string $file, string $locale ): string {
		if ( is_readable( $file ) ) {
			return $file;
		}
		foreach ( $this->forms( $locale ) as $form ) {
			$other = dirname( $file ) . '/' . str_replace(
				self::DOMAIN . '-' . $locale . '-',
				self::DOMAIN . '-' . $form . '-',
				basename( $file ),
			);
			if ( is_readable( $other ) ) {
				return $other;
			}
		}
		return $file;
	}

	/**
	 * The locale and its fallbacks, best first. English has none: the sources are written in it.
	 *
	 * @return list<string> Empty for anything that is not a locale, because the names become part of paths.
	 */
	private function forms( string $locale ): array {
		if ( 1 !== preg_match( '/\A([a-z]{2,3})(_[A-Z]{2})?(?:_[A-Za-z0-9]{2,10})?\z/', $locale, $found ) ) {
			return [];
		}
		$language = $found[1];
		$forms    = [ $locale, $language . ( $found[2] ?? '' ), $language . '_' . strtoupper( $language ), $language ];
		return array_values( array_unique( 'en' === $language ? [ $locale ] : $forms ) );
	}

	private function exists( string $file ): bool {
		return is_readable( substr( $file, 0, -strlen( '.mo' ) ) . '.l10n.php' ) || is_readable( $file );
	}
}
