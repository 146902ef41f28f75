<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Content\Web;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Http\Outgoing\WebUrl;

/** Recognises URLs of this site. They are not crawled, because its posts are read directly, without requests. */
final class OwnSite {

	/** @param string $url Normalised. */
	public static function contains( string $url ): bool {
		foreach ( [ home_url( '/' ), site_url( '/' ) ] as $own ) {
			$own  = WebUrl::normalised( $own ) ?? '';
			$path = rtrim( (string) wp_parse_url( $own, PHP_URL_PATH ), '/' ) . '/';
			if (
				WebUrl::site( $own ) === WebUrl::site( $url )
				&& str_starts_with( rtrim( (string) wp_parse_url( $url, PHP_URL_PATH ), '/' ) . '/', $path )
			) {
				return true;
			}
		}
		return false;
	}
}
