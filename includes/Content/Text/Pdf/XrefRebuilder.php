<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Content\Text\Pdf;

defined( 'ABSPATH' ) || exit;

/**
 * Writes the list of objects of a PDF anew, from where they are found.
 *
 * The list at the end of a file is lost when the file was cut, or when a program changed line ends; readers of PDF find the objects by
 * themselves then, and so do we. What is inside objects is left as it is.
 */
final class XrefRebuilder {

	/** Objects looked for. */
	private const OBJECTS = 100_000;

	/**
	 * The file with a new list.
	 *
	 * @param string $bytes A PDF file that could not be read.
	 *
	 * @return ?string Null when it has no objects to list.
	 */
	public static function rebuild( string $bytes ): ?string {
		$start = strpos( $bytes, '%PDF-' );
		if ( false === $start || false === preg_match_all( '/(?<=[\s>])(\d{1,7})\s+(\d{1,5})\s+obj\b/', $bytes, $found, PREG_OFFSET_CAPTURE | PREG_SET_ORDER, $start ) || [] === $found || count( $found ) > self::OBJECTS ) {
			return null;
		}
		$objects = [];
		foreach ( $found as [ , $number, $generation ] ) {
			// A later object of the same number took the place of the earlier one.
			$objects[ (int) $number[0] ] = [ $number[1] - $start, (int) $generation[0] ];
		}
		ksort( $objects );
		$list = '';
		$root = null;
		foreach ( $objects as $number => [ $offset, $generation ] ) {
			$list .= sprintf( "%d 1\n%010d %05d n \n", $number, $offset, $generation );
			if ( 1 === preg_match( '/\/Type\s*\/Catalog\b/', substr( $bytes, $start + $offset, 2000 ) ) ) {
				$root = "$number $generation R";
			}
		}
		$file = rtrim( substr( $bytes, $start ) ) . "\n";
		return $file . "xref\n" . $list . 'trailer << /Size ' . ( (int) array_key_last( $objects ) + 1 ) . ( null === $root ? '' : " /Root $root" ) . " >>\nstartxref\n" . strlen( $file ) . "\n%%EOF\n";
	}
}
