<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Http\Outgoing;

defined( 'ABSPATH' ) || exit;

/** Normalises URLs of pages, so that the same page is not stored twice. */
final class WebUrl {

	/** Maximum characters of a URL. */
	public const LENGTH = 1000;

	/**
	 * Normalises a URL: scheme and host in lower case and ASCII, no default port, fragment or dot segments, the rest percent-encoded.
	 *
	 * @return ?string Null when it is not http or https, contains a user name or password, or is too long.
	 */
	public static function normalised( string $typed ): ?string {
		$typed = trim( $typed );
		if ( strlen( $typed ) > 4 * self::LENGTH || 1 !== preg_match( '#\Ahttps?://[^\x00-\x1F\x7F\\\\]+\z#i', $typed ) ) {
			return null;
		}
		$parts = wp_parse_url( $typed );
		if ( ! is_array( $parts ) || isset( $parts['user'] ) || isset( $parts['pass'] ) ) {
			return null;
		}
		$scheme = strtolower( $parts['scheme'] ?? '' );
		$host   = self::host( $parts['host'] ?? '' );
		if ( null === $host ) {
			return null;
		}
		$port = $parts['port'] ?? null;
		$port = null === $port || ( 'https' === $scheme ? 443 : 80 ) === $port ? '' : ':' . $port;
		$url  = $scheme . '://' . $host . $port . self::path( $parts['path'] ?? '/' )
			. ( isset( $parts['query'] ) && '' !== $parts['query'] ? '?' . self::encoded( $parts['query'] ) : '' );
		return strlen( $url ) > self::LENGTH ? null : $url;
	}

	/** Resolves a reference on a page and normalises it; null when it does not lead to a page. */
	public static function resolved( string $base, string $reference ): ?string {
		$reference = trim( $reference );
		return '' === $reference ? null : self::normalised( \WP_Http::make_absolute_url( $reference, $base ) );
	}

	/** Host and port of a normalised URL without a leading `www.`, to compare sites. */
	public static function site( string $url ): string {
		$parts = wp_parse_url( $url );
		$host  = strtolower( $parts['host'] ?? '' );
		return ( str_starts_with( $host, 'www.' ) ? substr( $host, 4 ) : $host ) . ( isset( $parts['port'] ) ? ':' . $parts['port'] : '' );
	}

	/** Path and query of a URL, as matched by patterns and robots.txt. */
	public static function path_and_query( string $url ): string {
		$parts = wp_parse_url( $url );
		return ( $parts['path'] ?? '/' ) . ( isset( $parts['query'] ) ? '?' . $parts['query'] : '' );
	}

	private static function host( string $host ): ?string {
		$host = rtrim( $host, '.' );
		if ( 1 === preg_match( '/[^\x21-\x7E]/', $host ) ) {
			try {
				$host = \WpOrg\Requests\IdnaEncoder::encode( mb_strtolower( $host, 'UTF-8' ) );
			} catch ( \Exception ) {
				return null;
			}
		}
		$host = strtolower( $host );
		return 1 === preg_match( '/\A[a-z0-9_](?:[a-z0-9._-]*[a-z0-9])?\z/', $host ) ? $host : null;
	}

	/** Removes dot segments (RFC 3986, 5.2.4). */
	private static function path( string $path ): string {
		$kept = [];
		$last = '';
		foreach ( explode( '/', $path ) as $last ) {
			if ( '..' === $last ) {
				array_pop( $kept );
			} elseif ( '.' !== $last && ( '' !== $last || [] !== $kept ) ) {
				$kept[] = $last;
			}
		}
		$ends = in_array( $last, [ '.', '..' ], true ) && [] !== $kept ? '/' : '';
		return self::encoded( '/' . implode( '/', $kept ) . $ends );
	}

	private static function encoded( string $text ): string {
		return (string) preg_replace_callback(
			'#[^A-Za-z0-9\-._~!$&\'()*+,;=:@/%?]#',
			static fn( array $found ): string => rawurlencode( $found[0] ),
			$text,
		);
	}
}
