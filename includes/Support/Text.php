<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Support;

defined( 'ABSPATH' ) || exit;

/** Cleans and measures text written by people. All functions work on UTF-8 and accept invalid bytes. */
final class Text {

	/**
	 * Invisible and deceptive characters: control characters, direction overrides (U+202A-E, U+2066-F), invisible operators, annotations,
	 * and tag characters, which can spell hidden words. Marks that Arabic and Hebrew need stay, and so do the tags of regional flags
	 * such as England's.
	 */
	private const DECEPTIVE = '/\x{1F3F4}[\x{E0030}-\x{E0039}\x{E0061}-\x{E007A}]{1,6}\x{E007F}(*SKIP)(*FAIL)'
		. '|[\x{0}-\x{8}\x{B}\x{C}\x{E}-\x{1F}\x{7F}-\x{9F}\x{180E}\x{202A}-\x{202E}\x{2061}-\x{2064}\x{2066}-\x{206F}\x{FEFF}\x{FFF9}-\x{FFFB}\x{FFFE}\x{FFFF}\x{E0000}-\x{E007F}]/u';

	/** Characters that without_markdown() reads for a preview. */
	private const PREVIEWED = 2000;

	/** Makes untrusted text safe to store and show: valid UTF-8, `\n` line ends, no deceptive characters, trimmed. */
	public static function clean( string $text ): string {
		return trim( self::clean_part( $text ) );
	}

	/** Like clean(), but keeps the space around it: for parts of a longer text. */
	public static function clean_part( string $text ): string {
		return (string) preg_replace( self::DECEPTIVE, '', str_replace( [ "\r\n", "\r" ], "\n", self::valid( $text ) ) );
	}

	/**
	 * Applies clean() to all strings inside a JSON value. Keys stay as they are.
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

	/** Like clean(), on one line: for names, subjects and titles. */
	public static function line( string $text ): string {
		return trim( (string) preg_replace( '/[\s\x{2028}\x{2029}]+/u', ' ', self::clean( $text ) ) );
	}

	/** The words at the beginning of a text with Markdown, on one line: for previews. Marks that stand alone, as in "2 * 3", stay. */
	public static function without_markdown( string $text, int $characters = self::PREVIEWED ): string {
		$patterns = [
			'/^ {0,3}(?:```|~~~).*$/m'                       => '',
			'/^ {0,3}(?:(?:[-*_] *){3,}|[=-]{3,})$/m'        => '',
			'/^ *\|?(?: *:?-{2,}:? *\|)+ *(?::?-{2,}:?)? *$/m' => '',
			'/^ *\| *(.*?) *\| *$/m'                         => '$1',
			'/^[ >]*(?:#{1,6} +|[-*+] +(?:\[[ xX]\] +)?|>+ *)+/m' => '',
			'/ +\| +/'                                       => ' ',
			'/!?\[([^\]\n]*)\]\([^()\s]*(?:\([^()\s]*\)[^()\s]*)*(?: +"[^"\n]*")?\)/' => '$1',
			'/ ?\[\d{1,2}\](?!\()/'                          => '',
			'/(`+)(.+?)\1/'                                  => '$2',
			'/(\*\*\*|\*\*|~~)(?=\S)(.+?)(?<=\S)\1/s'        => '$2',
			'/(?<![\p{L}\p{N}*])\*(?=[^\s*])([^*\n]+?)(?<=[^\s*])\*(?![\p{L}\p{N}*])/u' => '$1',
			'/(?<![\p{L}\p{N}_])(__?)(?=[^\s_])([^_\n]+?)(?<=[^\s_])\1(?![\p{L}\p{N}_])/u' => '$2',
			'/\\\\([!-\/:-@\[-`{-~])/'                       => '$1',
		];
		$text = mb_substr( self::valid( $text ), 0, $characters, 'UTF-8' );
		foreach ( $patterns as $pattern => $words ) {
			$text = preg_replace( $pattern, $words, $text ) ?? $text;
		}
		return self::line( $text );
	}

	/** Shortens a text to $limit characters, at a space when one is near, and adds an ellipsis when it was cut. */
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

	/** Whether the text has no visible character. */
	public static function is_blank( string $text ): bool {
		return '' === preg_replace( '/[\p{C}\p{Z}\s]+/u', '', self::valid( $text ) );
	}

	/** Length in characters. */
	public static function length( string $text ): int {
		return mb_strlen( $text, 'UTF-8' );
	}

	/** Replaces invalid UTF-8 by U+FFFD. */
	public static function valid( string $text ): string {
		return mb_check_encoding( $text, 'UTF-8' ) ? $text : mb_scrub( $text, 'UTF-8' );
	}

	/** @return list<string> The texts of a list that came from outside, such as decoded JSON; empty for anything but a list. */
	public static function strings( mixed $values ): array {
		return is_array( $values ) ? array_values( array_filter( $values, is_string( ... ) ) ) : [];
	}
}
