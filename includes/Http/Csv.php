<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Http;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Support\Text;

/** Writes lines of CSV (RFC 4180) that a spreadsheet can open without running anything in them. */
final class Csv {

	/** Tells spreadsheets that what follows is UTF-8; goes before the first line. */
	public const BOM = "\xEF\xBB\xBF";

	/**
	 * One line with its end.
	 *
	 * @param list<string|int|float|bool|null> $cells
	 */
	public static function line( array $cells ): string {
		return implode( ',', array_map( self::cell( ... ), $cells ) ) . "\r\n";
	}

	/** A text that a spreadsheet takes for a formula: its first visible character begins one, full-width forms included. */
	private const FORMULA = '/\A(?:[\t\r]|[\p{C}\p{Z}\p{M}\s\x{115F}\x{1160}\x{2800}\x{3164}\x{FFA0}]*[=+\-@|%\x{2212}\x{FE62}\x{FE63}\x{FE66}\x{FE6A}\x{FE6B}\x{FF05}\x{FF0B}\x{FF0D}\x{FF1D}\x{FF20}\x{FF5C}])/u';

	/** Such a text gets an apostrophe in front, as spreadsheets themselves write it. Numbers stay numbers. */
	private static function cell( string|int|float|bool|null $value ): string {
		$text = match ( true ) {
			null === $value    => '',
			is_bool( $value )  => $value ? '1' : '0',
			is_string( $value ) => self::escape_formula( Text::valid( $value ) ),
			default            => (string) $value,
		};
		$text = str_replace( "\0", '', $text );
		// PHP's \R: some spreadsheets end a line at any of these.
		return 1 === preg_match( '/[",;\t]|\R/u', $text ) ? '"' . str_replace( '"', '""', $text ) . '"' : $text;
	}

	private static function escape_formula( string $text ): string {
		return 1 === preg_match( self::FORMULA, $text ) ? "'" . $text : $text;
	}
}
