<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Content\Text\Pdf;

defined( 'ABSPATH' ) || exit;

/** Adds the names of columns to the values of table rows, so that a row can be understood alone. */
final class TableLabels {

	/** Minimum cells of a row; two are usually a name and its value. */
	private const CELLS = 3;

	/** Maximum distance between two rows relative to the distance before it; a larger one can start another table. */
	private const ROOM = 1.6;

	/**
	 * Labels the values of all table rows.
	 *
	 * A row names the columns when it starts a run of rows with the same number of cells and has no digits.
	 *
	 * @param list<Line> $lines Cells are separated by tabs.
	 *
	 * @return list<Line>
	 */
	public static function apply( array $lines ): array {
		$named = [];
		$names = [];
		$room  = 0.0;
		foreach ( $lines as $at => $line ) {
			$cells = self::cells( $line );
			$step  = ( $lines[ $at - 1 ]->base ?? 0.0 ) - $line->base;
			if (
				count( $cells ) >= self::CELLS
				&& count( $cells ) === count( $names )
				&& $step > 0.0
				&& ( 0.0 === $room || $step < self::ROOM * $room )
			) {
				$room = $step;
				$named[] = $line->with_text( implode(
					"\t",
					array_map( static fn( string $name, string $cell ): string => rtrim( $name, ' :' ) . ': ' . $cell, $names, $cells ),
				) );
				continue;
			}
			$before = isset( $lines[ $at - 1 ] ) ? self::cells( $lines[ $at - 1 ] ) : [];
			$after  = isset( $lines[ $at + 1 ] ) ? self::cells( $lines[ $at + 1 ] ) : [];
			$begins = count( $cells ) >= self::CELLS && count( $cells ) === count( $after ) && count( $cells ) !== count( $before );
			$names  = $begins && 1 !== preg_match( '/\d/', $line->text ) && 1 === preg_match( '/\d/', implode( ' ', $after ) ) ? $cells : [];
			$room   = 0.0;
			if ( [] === $names ) {
				$named[] = $line;
			}
		}
		return $named;
	}

	/** @return list<string> */
	private static function cells( Line $line ): array {
		return $line->has_cells() ? explode( "\t", $line->text ) : [];
	}
}
