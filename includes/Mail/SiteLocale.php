<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Mail;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Http\LocaleSwitcher;

/** The language of mails to the team: always that of the site, in any request or command. */
final class SiteLocale {

	/**
	 * Runs a function in the site's language.
	 *
	 * @template T
	 *
	 * @param callable(): T $work
	 *
	 * @return T
	 */
	public function run( callable $work ): mixed {
		return LocaleSwitcher::run( $this->name(), $work );
	}

	/** Such as `fr_FR`. Read from the option, because get_locale() returns the language to which the request was switched. */
	public function name(): string {
		$locale = get_option( 'WPLANG' );
		if ( ! is_string( $locale ) && is_multisite() ) {
			$locale = get_site_option( 'WPLANG' );
		}
		return is_string( $locale ) && '' !== $locale ? $locale : 'en_US';
	}
}
