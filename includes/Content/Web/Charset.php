<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Content\Web;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Support\Text;

/**
 * Brings a page into UTF-8, whatever it says of itself: byte order mark, then what the bytes are, then header and meta element.
 *
 * Bytes come before words because words are often wrong, and text of other encodings is hardly ever valid UTF-8 by chance.
 */
final class Charset {

	/** Bytes in which a meta element is looked for; HTML asks for it within the first 1,024. */
	private const HEAD = 4096;

	/**
	 * @param string $bytes  The page.
	 * @param string $header Its Content-Type header.
	 */
	public static function to_utf8( string $bytes, string $header ): string {
		foreach ( [ "\xEF\xBB\xBF" => 'UTF-8', "\xFF\xFE" => 'UTF-16LE', "\xFE\xFF" => 'UTF-16BE' ] as $mark => $charset ) {
			if ( str_starts_with( $bytes, $mark ) ) {
				return self::converted( substr( $bytes, strlen( $mark ) ), $charset );
			}
		}
		$named = self::named( $bytes, $header );
		if ( str_starts_with( $named, 'utf-16' ) ) {
			return self::converted( $bytes, 'utf-16' === $named ? 'UTF-16LE' : strtoupper( $named ) );
		}
		// ISO-2022 writes other scripts in ASCII bytes.
		if ( mb_check_encoding( $bytes, 'UTF-8' ) && ! str_starts_with( $named, 'iso-2022' ) ) {
			return $bytes;
		}
		return self::converted( $bytes, in_array( $named, [ '', 'utf-8', 'utf8', 'us-ascii', 'ascii', 'iso-8859-1', 'latin1', 'latin-1' ], true ) ? 'Windows-1252' : $named );
	}

	/** What header or meta element name, small; empty when neither does. */
	private static function named( string $bytes, string $header ): string {
		$pattern = '/charset\s*=\s*["\']?\s*([A-Za-z0-9_:.-]{1,40})/i';
		return 1 === preg_match( $pattern, $header, $found ) || 1 === preg_match( '/<meta[^>]{0,300}?' . substr( $pattern, 1 ), substr( $bytes, 0, self::HEAD ), $found ) || 1 === preg_match( '/\A\s*<\?xml[^>]{0,100}?encoding\s*=\s*["\']([A-Za-z0-9_:.-]{1,40})/', substr( $bytes, 0, self::HEAD ), $found ) ? strtolower( $found[1] ) : '';
	}

	private static function converted( string $bytes, string $charset ): string {
		try {
			$text = mb_convert_encoding( $bytes, 'UTF-8', $charset );
		} catch ( \ValueError ) {
			// Not every name that mbstring lacks is unknown to iconv.
			$text = function_exists( 'iconv' ) ? @iconv( $charset, 'UTF-8//IGNORE', $bytes ) : false; // phpcs:ignore WordPress.PHP.NoSilencedErrors -- an unknown name is no error of ours.
		}
		return Text::valid( is_string( $text ) && '' !== $text ? $text : (string) mb_convert_encoding( $bytes, 'UTF-8', 'Windows-1252' ) );
	}
}
