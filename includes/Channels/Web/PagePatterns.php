<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Channels\Web;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Content\Web\PathPattern;

/** Pages without the button, by their addresses: one a line, `*` stands for anything. */
final class PagePatterns {

	/** Most characters of all lines: they are read with every page. */
	private const LENGTH = 300;

	/** Whether the path of a request is one of the pages. A slash at the end, capitals and the query make no difference. */
	public static function match( string $patterns, string $request_uri ): bool {
		$path = self::path( $request_uri );
		foreach ( explode( "\n", $patterns ) as $pattern ) {
			if ( '' !== trim( $pattern ) && PathPattern::matches( self::path( $pattern ) . '$', $path ) ) {
				return true;
			}
		}
		return false;
	}

	/**
	 * Why these are no addresses of pages, or null.
	 *
	 * @param string|int|bool|list<string> $value
	 */
	public static function check( string|int|bool|array $value ): ?string {
		$home = (string) wp_parse_url( home_url(), PHP_URL_HOST );
		foreach ( explode( "\n", is_string( $value ) ? $value : '' ) as $line ) {
			$line = trim( $line );
			$host = wp_parse_url( $line, PHP_URL_HOST );
			if ( '' !== $line && ! ( is_string( $host ) ? 0 === strcasecmp( $host, $home ) : str_starts_with( $line, '/' ) ) ) {
				return sprintf(
					/* translators: %s: what was typed. */
					__( '“%s” is not an address of this site. Enter one per line, such as /checkout or /shop/*.', 'aaia-chatbot' ),
					$line,
				);
			}
		}
		return is_string( $value ) && strlen( $value ) > self::LENGTH
			? __( 'This list has too many pages. Shorten it with *, such as /shop/*.', 'aaia-chatbot' )
			: null;
	}

	/** The path of an address below the site's own: `/shop/bikes`, and `/` for the front page. */
	private static function path( string $address ): string {
		$path = preg_replace( '#\Ahttps?://[^/]*|[?\#].*#si', '', trim( $address ) );
		$home = rtrim( (string) wp_parse_url( home_url(), PHP_URL_PATH ), '/' );
		$path = mb_strtolower( rawurldecode( (string) $path ), 'UTF-8' );
		$path = '' !== $home && str_starts_with( $path . '/', mb_strtolower( $home, 'UTF-8' ) . '/' ) ? substr( $path, strlen( $home ) ) : $path;
		return '/' . trim( $path, '/' );
	}
}
