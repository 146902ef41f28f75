<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Content\Text\Pdf;

defined( 'ABSPATH' ) || exit;

/** Writes the names of columns beside the values below them, so that a row can be understood by itself. */
final class TableLabels {

	/** Cells a row has at least: two are mostly a name and its value. */
	private const CELLS = 3;

	/** The room between two rows is at most this many times that between the rows before them: another table may follow. */
	private const ROOM = 1.6;

	/**
	 * Lines in which the rows of tables bear the names of their columns.
	 *
	 * A row names the columns when it begins a run of rows with as many cells, and holds no figure.
	 *
	 * @param list<Line> $lines Cells are divided by tabs.
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
			if ( count( $cells ) >= self::CELLS && count( $cells ) === count( $names ) && $step > 0.0 && ( 0.0 === $room || $step < self::ROOM * $room ) ) {
				$room = $step;
				$named[] = $line->with_text( implode( "\t", array_map( static fn( string $name, string $cell ): string => rtrim( $name, ' :' ) . ': ' . $cell, $names, $cells ) ) );
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
