<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Content\Sources;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Language\LanguageNames;

/**
 * Finds the language of a post, and its URL in that language.
 *
 * Uses the hooks and functions of WPML and Polylang that they document for other plugins.
 */
final class PostLanguage {

	/** Post field with a locale such as `fr_FR`, for sites without a multilingual plugin. */
	public const META = '_aaia_locale';

	/** BCP 47 primary language such as `fr`: from the post's own field, else from WPML or Polylang, else the site's. */
	public function code( \WP_Post $post ): string {
		return LanguageNames::code( $this->locale( $post ) );
	}

	/** Locale of the post, such as `fr_FR`. */
	public function locale( \WP_Post $post ): string {
		$marked = $this->explicit_locale( $post );
		return '' === $marked ? $this->site_locale() : $marked;
	}

	/** The locale set for this post by its own field, WPML or Polylang; empty when none is set. */
	public function explicit_locale( \WP_Post $post ): string {
		$own    = get_post_meta( $post->ID, self::META, true );
		$locale = is_string( $own ) && '' !== $own ? $own : $this->from_plugins( $post );
		return 1 === preg_match( '/^[A-Za-z]{2,3}([_-][A-Za-z0-9_-]{1,20})?$/', $locale ) ? $locale : '';
	}

	/** URL of the post in its own language, whatever the language of this request. */
	public function permalink( \WP_Post $post ): string {
		$url  = (string) get_permalink( $post );
		$code = $this->from_wpml( $post, 'language_code' );
		if ( '' === $code ) {
			return $url;
		}
		$translated = apply_filters( 'wpml_permalink', $url, $code, true );
		return is_string( $translated ) && '' !== $translated ? $translated : $url;
	}

	/**
	 * Runs code with WPML switched to the post's language, so that terms, URLs and texts of other plugins are in it.
	 *
	 * @template T
	 *
	 * @param callable(): T $work
	 *
	 * @return T
	 */
	public function run_in_language( \WP_Post $post, callable $work ): mixed {
		$code = $this->from_wpml( $post, 'language_code' );
		if ( '' === $code ) {
			return $work();
		}
		$before = apply_filters( 'wpml_current_language', null );
		do_action( 'wpml_switch_language', $code );
		try {
			return $work();
		} finally {
			do_action( 'wpml_switch_language', is_string( $before ) ? $before : null );
		}
	}

	private function from_plugins( \WP_Post $post ): string {
		$locale = $this->from_wpml( $post, 'locale' );
		if ( '' === $locale ) {
			$locale = $this->from_wpml( $post, 'language_code' );
		}
		if ( '' === $locale && function_exists( 'pll_get_post_language' ) ) {
			$known  = pll_get_post_language( $post->ID, 'locale' );
			$locale = is_string( $known ) ? $known : '';
		}
		return $locale;
	}

	/** A language detail of a post from WPML; empty without WPML, or when WPML does not know the post. */
	private function from_wpml( \WP_Post $post, string $key ): string {
		$details = apply_filters( 'wpml_post_language_details', null, $post->ID );
		return is_array( $details ) && is_string( $details[ $key ] ?? null ) ? $details[ $key ] : '';
	}

	/** The site's locale. Read from the option, because get_locale() returns the locale that this request was switched to. */
	private function site_locale(): string {
		$locale = get_option( 'WPLANG' );
		return is_string( $locale ) && '' !== $locale ? $locale : 'en_US';
	}
}
