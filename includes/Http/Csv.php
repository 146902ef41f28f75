<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Http;

defined( 'ABSPATH' ) || exit;

/** Writes lines of CSV (RFC 4180) that a spreadsheet can open without running anything in them. */
final class Csv {

	/** Tells spreadsheets that what follows is UTF-8; goes before the first line. */
	public const MARK = "\xEF\xBB\xBF";

	/**
	 * One line with its end.
	 *
	 * @param list<string|int|float|bool|null> $cells
	 */
	public static function line( array $cells ): string {
		return implode( ',', array_map( self::cell( ... ), $cells ) ) . "\r\n";
	}

	/** A text that begins like a formula gets an apostrophe in front, as spreadsheets themselves write such text. Numbers stay numbers. */
	private static function cell( string|int|float|bool|null $value ): string {
		$text = match ( true ) {
			null === $value    => '',
			is_bool( $value )  => $value ? '1' : '0',
			is_string( $value ) => 1 === preg_match( '/\A[\s\x00-\x1F]*[=+\-@\x{FF1D}\x{FF0B}\x{FF0D}\x{FF20}|%]/u', $value ) || str_starts_with( $value, "\t" ) || str_starts_with( $value, "\r" ) ? "'" . $value : $value,
			default            => (string) $value,
		};
		$text = str_replace( "\0", '', $text );
		return 1 === preg_match( '/[",;\r\n\t]/', $text ) ? '"' . str_replace( '"', '""', $text ) . '"' : $text;
	}
}
