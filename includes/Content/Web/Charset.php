<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Content\Web;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Support\Text;

/**
 * Converts a page to UTF-8. The charset is taken from the byte order mark, then from valid UTF-8 bytes, then from header or meta element.
 *
 * Valid UTF-8 overrides a declared charset, because declarations are often wrong and other encodings are hardly ever valid UTF-8.
 */
final class Charset {

	/** Bytes searched for a meta element; HTML requires it within the first 1,024. */
	private const HEAD = 4096;

	/**
	 * @param string $bytes  The page.
	 * @param string $header Its Content-Type header.
	 */
	public static function to_utf8( string $bytes, string $header ): string {
		foreach ( [ "\xEF\xBB\xBF" => 'UTF-8', "\xFF\xFE" => 'UTF-16LE', "\xFE\xFF" => 'UTF-16BE' ] as $mark => $charset ) {
			if ( str_starts_with( $bytes, $mark ) ) {
				return self::convert( substr( $bytes, strlen( $mark ) ), $charset );
			}
		}
		$named = self::declared( $bytes, $header );
		if ( str_starts_with( $named, 'utf-16' ) ) {
			return self::convert( $bytes, 'utf-16' === $named ? 'UTF-16LE' : strtoupper( $named ) );
		}
		// ISO-2022 writes other scripts in ASCII bytes.
		if ( mb_check_encoding( $bytes, 'UTF-8' ) && ! str_starts_with( $named, 'iso-2022' ) ) {
			return $bytes;
		}
		return self::convert(
			$bytes,
			in_array( $named, [ '', 'utf-8', 'utf8', 'us-ascii', 'ascii', 'iso-8859-1', 'latin1', 'latin-1' ], true ) ? 'Windows-1252' : $named,
		);
	}

	/** The charset declared by header, meta element or XML declaration, in lower case; empty when there is none. */
	private static function declared( string $bytes, string $header ): string {
		$pattern = '/charset\s*=\s*["\']?\s*([A-Za-z0-9_:.-]{1,40})/i';
		return 1 === preg_match( $pattern, $header, $found )
			|| 1 === preg_match( '/<meta[^>]{0,300}?' . substr( $pattern, 1 ), substr( $bytes, 0, self::HEAD ), $found )
			|| 1 === preg_match(
				'/\A\s*<\?xml[^>]{0,100}?encoding\s*=\s*["\']([A-Za-z0-9_:.-]{1,40})/',
				substr( $bytes, 0, self::HEAD ),
				$found,
			) ? strtolower( $found[1] ) : '';
	}

	private static function convert( string $bytes, string $charset ): string {
		try {
			$text = mb_convert_encoding( $bytes, 'UTF-8', $charset );
		} catch ( \ValueError ) {
			// iconv knows some names that mbstring does not.
			// phpcs:ignore WordPress.PHP.NoSilencedErrors -- an unknown name is no error of ours.
			$text = function_exists( 'iconv' ) ? @iconv( $charset, 'UTF-8//IGNORE', $bytes ) : false;
		}
		return Text::valid( is_string( $text ) && '' !== $text ? $text : (string) mb_convert_encoding( $bytes, 'UTF-8', 'Windows-1252' ) );
	}
}
