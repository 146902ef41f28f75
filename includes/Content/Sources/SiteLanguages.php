<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Content\Sources;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Language\LanguageNames;
use Aaia\Chatbot\Support\Text;

/** The languages of the site's pages. */
final class SiteLanguages {

	/**
	 * The site's own language first, then installed ones, those of WPML or Polylang, and English.
	 *
	 * @return list<array{code: string, name: string}> BCP 47 primary languages, and their names in the user's language.
	 */
	public static function all(): array {
		$wpml     = apply_filters( 'wpml_active_languages', null, [ 'skip_missing' => 0 ] );
		$polylang = function_exists( 'pll_languages_list' ) ? pll_languages_list( [ 'fields' => 'locale' ] ) : [];
		$locales  = [
			get_locale(),
			...get_available_languages(),
			...Text::strings( is_array( $wpml ) ? array_keys( $wpml ) : [] ),
			...Text::strings( $polylang ),
			'en',
		];
		$codes    = array_map( LanguageNames::code( ... ), $locales );
		$codes    = array_filter( array_unique( $codes ), static fn( string $code ): bool => 1 === preg_match( '/\A[a-z]{2,3}\z/', $code ) );
		return array_map(
			static fn( string $code ): array => [
				'code' => $code,
				'name' => self::name( $code ),
			],
			array_values( $codes )
		);
	}

	private static function name( string $code ): string {
		$name = LanguageNames::name( $code, get_user_locale() );
		return '' === $name ? $code : mb_strtoupper( mb_substr( $name, 0, 1 ) ) . mb_substr( $name, 1 );
	}
}
