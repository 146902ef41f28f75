<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Http;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Support\Text;

/** Writes CSV (RFC 4180) whose text a spreadsheet cannot run as formulas. */
final class Csv {

	/** Byte order mark before the first line, by which spreadsheets recognise UTF-8. */
	public const BOM = "\xEF\xBB\xBF";

	/**
	 * One line, with its line end.
	 *
	 * @param list<string|int|float|bool|null> $cells
	 */
	public static function line( array $cells ): string {
		return implode( ',', array_map( self::cell( ... ), $cells ) ) . "\r\n";
	}

	/** Text that a spreadsheet reads as a formula: its first visible character starts one, also in full width. */
	private const FORMULA = '/\A(?:[\t\r]|[\p{C}\p{Z}\p{M}\s\x{115F}\x{1160}\x{2800}\x{3164}\x{FFA0}]*[=+\-@|'
		. '%\x{2212}\x{FE62}\x{FE63}\x{FE66}\x{FE6A}\x{FE6B}\x{FF05}\x{FF0B}\x{FF0D}\x{FF1D}\x{FF20}\x{FF5C}])/u';

	/** One cell. Text that starts a formula gets an apostrophe in front, as spreadsheets do; numbers stay numbers. */
	private static function cell( string|int|float|bool|null $value ): string {
		$text = match ( true ) {
			null === $value     => '',
			is_bool( $value )   => $value ? '1' : '0',
			is_string( $value ) => self::escape_formula( Text::valid( $value ) ),
			default             => (string) $value,
		};
		$text = str_replace( "\0", '', $text );
		// \R: some spreadsheets end a line at any Unicode line break.
		return 1 === preg_match( '/[",;\t]|\R/u', $text ) ? '"' . str_replace( '"', '""', $text ) . '"' : $text;
	}

	private static function escape_formula( string $text ): string {
		return 1 === preg_match( self::FORMULA, $text ) ? "'" . $text : $text;
	}
}
