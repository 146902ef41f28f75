<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Knowledge\Sources;

/** The language a post is written in. */
final class PostLanguage {

	/** Set on single posts of sites without a multilingual plugin: a locale such as `fr_FR`. */
	public const META = '_aaia_locale';

	/** BCP 47 primary language such as `fr`: the post's own mark, else what WPML or Polylang say, else the site's. */
	public function of( \WP_Post $post ): string {
		$locale = get_post_meta( $post->ID, self::META, true );
		if ( ! is_string( $locale ) || '' === $locale ) {
			$locale = $this->from_plugins( $post );
		}
		return strtolower( (string) preg_replace( '/[_-].*$/', '', '' === $locale ? $this->site() : $locale ) );
	}

	private function from_plugins( \WP_Post $post ): string {
		$details = apply_filters( 'wpml_post_language_details', null, $post->ID );
		if ( is_array( $details ) && is_string( $details['locale'] ?? null ) && '' !== $details['locale'] ) {
			return $details['locale'];
		}
		$locale = function_exists( 'pll_get_post_language' ) ? pll_get_post_language( $post->ID, 'locale' ) : '';
		return is_string( $locale ) ? $locale : '';
	}

	/** From the option, because get_locale() answers the language this request was switched to. */
	private function site(): string {
		$locale = get_option( 'WPLANG' );
		return is_string( $locale ) && '' !== $locale ? $locale : 'en_US';
	}
}
