<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Support;

defined( 'ABSPATH' ) || exit;

/** Small things done to people's words. All work on UTF-8 and never fail on bad bytes. */
final class Text {

	/**
	 * What nobody sees and what can make text read as what it is not: control characters, direction overrides (U+202A-E, U+2066-F), invisible
	 * operators and annotations, and the tag characters that spell hidden words. Marks that Arabic and Hebrew need stay, and so do the tags
	 * that make the flag of a country of a flag (England).
	 */
	private const DECEPTIVE = '/\x{1F3F4}[\x{E0030}-\x{E0039}\x{E0061}-\x{E007A}]{1,6}\x{E007F}(*SKIP)(*FAIL)'
		. '|[\x{0}-\x{8}\x{B}\x{C}\x{E}-\x{1F}\x{7F}-\x{9F}\x{180E}\x{202A}-\x{202E}\x{2061}-\x{2064}\x{2066}-\x{206F}\x{FEFF}\x{FFF9}-\x{FFFB}\x{FFFE}\x{FFFF}\x{E0000}-\x{E007F}]/u';

	/** Makes text safe to store and show, whoever wrote it: valid UTF-8, `\n` line ends, nothing deceptive, nothing around it. */
	public static function clean( string $text ): string {
		return trim( self::clean_part( $text ) );
	}

	/** clean(), with the space around it: for pieces of a longer text. */
	public static function clean_part( string $text ): string {
		return (string) preg_replace( self::DECEPTIVE, '', str_replace( [ "\r\n", "\r" ], "\n", self::valid( $text ) ) );
	}

	/**
	 * clean(), for all texts inside a value of JSON. Its keys stay as they are.
	 *
	 * @param array<string, mixed> $value
	 *
	 * @return array<string, mixed>
	 */
	public static function clean_values( array $value ): array {
		array_walk_recursive(
			$value,
			static function ( mixed &$inner ): void {
				$inner = is_string( $inner ) ? self::clean( $inner ) : $inner;
			}
		);
		return $value;
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
