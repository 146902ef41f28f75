<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Http;

defined( 'ABSPATH' ) || exit;

/** Translates into the language of a visitor's page instead of the request's. */
final class LocaleSwitcher {

	/** The locale if it is well formed, otherwise the site's. */
	public static function valid_or_default( string $locale ): string {
		return 1 === preg_match( '/\A[a-z]{2,3}(?:_[A-Za-z0-9]{2,10}){0,2}\z/', $locale ) ? $locale : get_locale();
	}

	/**
	 * Runs the work with WordPress switched to a locale, and always switches back.
	 *
	 * @template T
	 *
	 * @param string        $locale Such as `fr_FR`; a locale that is not installed leaves the language unchanged.
	 * @param callable(): T $work
	 *
	 * @return T
	 */
	public static function run( string $locale, callable $work ): mixed {
		$switched = switch_to_locale( $locale );
		try {
			return $work();
		} finally {
			if ( $switched ) {
				restore_previous_locale();
			}
		}
	}
}
