<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Content\Sources;

defined( 'ABSPATH' ) || exit;

/**
 * The language a post is written in, and its address in that language.
 *
 * WPML and Polylang are asked through the hooks and functions that they document for other plugins.
 */
final class PostLanguage {

	/** Set on single posts of sites without a multilingual plugin: a locale such as `fr_FR`. */
	public const META = '_aaia_locale';

	/** BCP 47 primary language such as `fr`: the post's own mark, else what WPML or Polylang say, else the site's. */
	public function code( \WP_Post $post ): string {
		return strtolower( (string) preg_replace( '/[_-].*$/', '', $this->locale( $post ) ) );
	}

	/** WordPress's locale of the post, such as `fr_FR`. */
	public function locale( \WP_Post $post ): string {
		$marked = $this->explicit_locale( $post );
		return '' === $marked ? $this->site_locale() : $marked;
	}

	/** The locale the post is marked with, by itself or by WPML or Polylang; empty when nothing says. */
	public function explicit_locale( \WP_Post $post ): string {
		$own    = get_post_meta( $post->ID, self::META, true );
		$locale = is_string( $own ) && '' !== $own ? $own : $this->from_plugins( $post );
		return 1 === preg_match( '/^[A-Za-z]{2,3}([_-][A-Za-z0-9_-]{1,20})?$/', $locale ) ? $locale : '';
	}

	/** Where visitors read the post, in its own language whatever language this request is in. */
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
	 * Does work with WPML set to the post's language: terms, addresses and texts of other plugins are in it then.
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

	/** What WPML says of a post; empty when it is not there or does not know the post. */
	private function from_wpml( \WP_Post $post, string $key ): string {
		$details = apply_filters( 'wpml_post_language_details', null, $post->ID );
		return is_array( $details ) && is_string( $details[ $key ] ?? null ) ? $details[ $key ] : '';
	}

	/** From the option, because get_locale() answers the language this request was switched to. */
	private function site_locale(): string {
		$locale = get_option( 'WPLANG' );
		return is_string( $locale ) && '' !== $locale ? $locale : 'en_US';
	}
}
