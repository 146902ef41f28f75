<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Support;

defined( 'ABSPATH' ) || exit;

/**
 * Finds the plugin's translation for a locale: its own, else that of the language's main form (de_AT: de_DE, fr_CA: fr_FR).
 *
 * WordPress itself knows only exact locales. Where a file lies is WordPress's knowledge: language packs first, then the plugin's folder.
 */
final class LanguageFiles {

	public const DOMAIN = 'aaia-chatbot';

	/**
	 * Hook: `load_textdomain_mofile`. The file that WordPress is about to load, or the nearest there is in place of one that is missing.
	 *
	 * @param string $file Path of a .mo file, which stands for its .l10n.php as well.
	 */
	public function nearest( string $file ): string {
		if ( $this->exists( $file ) ) {
			return $file;
		}
		return $this->find( substr( basename( $file, '.mo' ), strlen( self::DOMAIN ) + 1 ) ) ?? $file;
	}

	/** Path of the .mo file (which may be a .l10n.php only) with the plugin's texts for a locale; null when there are none. */
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

	/** Hook: `load_script_translation_file`. The same for the texts of a script in wp-admin. */
	public function nearest_of_script( string $file, string $locale ): string {
		if ( is_readable( $file ) ) {
			return $file;
		}
		foreach ( $this->forms( $locale ) as $form ) {
			$other = dirname( $file ) . '/' . str_replace( self::DOMAIN . '-' . $locale . '-', self::DOMAIN . '-' . $form . '-', basename( $file ) );
			if ( is_readable( $other ) ) {
				return $other;
			}
		}
		return $file;
	}

	/**
	 * The locale and what may stand in for it, best first. English has no main form: it is what the sources are written in.
	 *
	 * @return list<string> Empty for what is no locale: the names become part of paths.
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
