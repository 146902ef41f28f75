<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Content\Text\Pdf;

defined( 'ABSPATH' ) || exit;

/**
 * Rebuilds the cross-reference table of a PDF from the objects found in it.
 *
 * The table at the end of a file is missing when the file was cut off, and wrong when a program changed line ends. Like other PDF
 * readers, this class then searches for the objects. It does not change the objects.
 */
final class XrefRebuilder {

	/** Maximum number of objects. */
	private const OBJECTS = 100_000;

	/**
	 * @param string $bytes A PDF file that could not be read.
	 *
	 * @return ?string The file with a new table; null when it has no objects, or too many.
	 */
	public static function rebuild( string $bytes ): ?string {
		$start = strpos( $bytes, '%PDF-' );
		if (
			false === $start
			|| false === preg_match_all( '/(?<=[\s>])(\d{1,7})\s+(\d{1,5})\s+obj\b/', $bytes, $found, PREG_OFFSET_CAPTURE | PREG_SET_ORDER, $start )
			|| [] === $found
			|| count( $found ) > self::OBJECTS
		) {
			return null;
		}
		$objects = [];
		foreach ( $found as [ , $number, $generation ] ) {
			// A later object replaces an earlier one with the same number.
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
		return $file . "xref\n" . $list . 'trailer << /Size ' . ( (int) array_key_last( $objects ) + 1 )
			. ( null === $root ? '' : " /Root $root" ) . " >>\nstartxref\n" . strlen( $file ) . "\n%%EOF\n";
	}
}
