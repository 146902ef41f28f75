<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Support;

defined( 'ABSPATH' ) || exit;

/** Small things done to people's words. All work on UTF-8 and never fail on bad bytes. */
final class Text {

	/**
	 * Makes typed text safe to store and show: valid UTF-8, `\n` line ends, no control characters and no invisible
	 * direction overrides (U+202A-E, U+2066-9, which can make text read as what it is not). Marks that Arabic and Hebrew need stay.
	 */
	public static function clean( string $text ): string {
		$text = self::valid( $text );
		$text = str_replace( [ "\r\n", "\r" ], "\n", $text );
		$text = (string) preg_replace( '/[\x{0}-\x{8}\x{B}\x{C}\x{E}-\x{1F}\x{7F}-\x{9F}\x{202A}-\x{202E}\x{2066}-\x{2069}\x{FEFF}\x{FFFE}\x{FFFF}]/u', '', $text );
		return trim( $text );
	}

	/** clean(), on one line: for names, subjects and titles. */
	public static function line( string $text ): string {
		return trim( (string) preg_replace( '/[\s\x{2028}\x{2029}]+/u', ' ', self::clean( $text ) ) );
	}

	/** At most $limit characters, cut at a word where one is near, ending in an ellipsis when cut. */
	public static function truncate( string $text, int $limit ): string {
		if ( mb_strlen( $text, 'UTF-8' ) <= $limit ) {
			return $text;
		}
		$cut   = mb_substr( $text, 0, max( 0, $limit - 1 ), 'UTF-8' );
		$space = mb_strrpos( $cut, ' ', 0, 'UTF-8' );
		if ( false !== $space && $space > $limit * 0.7 ) {
			$cut = mb_substr( $cut, 0, $space, 'UTF-8' );
		}
		return rtrim( $cut ) . '…';
	}

	/** Whether nothing of it can be seen: only spaces and invisible marks. */
	public static function is_blank( string $text ): bool {
		return '' === preg_replace( '/[\p{C}\p{Z}\s]+/u', '', self::valid( $text ) );
	}

	/** Length in characters. */
	public static function length( string $text ): int {
		return mb_strlen( $text, 'UTF-8' );
	}

	/** The text with bytes that are no UTF-8 replaced by U+FFFD. */
	public static function valid( string $text ): string {
		return mb_check_encoding( $text, 'UTF-8' ) ? $text : mb_scrub( $text, 'UTF-8' );
	}
}
