<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Http;

defined( 'ABSPATH' ) || exit;

/** Says things in the language of somebody's page instead of the request's own. */
final class LocaleSwitcher {

	/** The language asked for, when it has the form of one; else the site's. */
	public static function valid_or_default( string $locale ): string {
		return 1 === preg_match( '/\A[a-z]{2,3}(?:_[A-Za-z0-9]{2,10}){0,2}\z/', $locale ) ? $locale : get_locale();
	}

	/**
	 * Does the work with WordPress switched to a locale, and switches back whatever happens.
	 *
	 * @template T
	 *
	 * @param string        $locale Such as `fr_FR`; one that the site does not have leaves the language as it is.
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
