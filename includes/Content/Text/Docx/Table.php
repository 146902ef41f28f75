<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Content\Text\Docx;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Content\Text\ReadingBudget;
use Aaia\Chatbot\Content\Text\SectionBuilder;

/**
 * A table of a Word file that is being read. Holds all rows, because whether the first one names the columns depends on the others.
 *
 * @phpstan-type Cell array{lines: list<array{text: string, level: int}>, span: int, is_merged: bool}
 */
final class Table {

	/** Maximum columns per row. */
	private const COLUMNS = 60;

	/** Whether the table style emphasises the first row; Word sets this for most tables. */
	public bool $marks_first_row = false;

	/** @var list<array{header: bool, cells: list<Cell>}> */
	private array $rows = [];

	public function begin_row(): void {
		$this->rows[] = [
			'header' => false,
			'cells'  => [],
		];
	}

	/** Marks the open row as a header row, which Word repeats on every page. */
	public function mark_header(): void {
		$row = array_key_last( $this->rows );
		if ( null !== $row ) {
			$this->rows[ $row ]['header'] = true;
		}
	}

	public function begin_cell(): void {
		if ( [] === $this->rows ) {
			$this->begin_row();
		}
		$this->rows[ max( 0, count( $this->rows ) - 1 ) ]['cells'][] = [
			'lines'     => [],
			'span'      => 1,
			'is_merged' => false,
		];
	}

	/** Sets the number of columns that the open cell spans. */
	public function set_span( int $columns ): void {
		$this->change_cell( static fn( array $cell ): array => [ 'span' => max( 1, min( self::COLUMNS, $columns ) ) ] + $cell );
	}

	/** Merges the open cell with the one above it. */
	public function merge_with_above(): void {
		$this->change_cell( static fn( array $cell ): array => [ 'is_merged' => true ] + $cell );
	}

	public function line( string $text, int $level ): void {
		$row  = array_key_last( $this->rows );
		$cell = null === $row ? null : array_key_last( $this->rows[ $row ]['cells'] );
		if ( null !== $row && null !== $cell ) {
			$this->rows[ $row ]['cells'][ $cell ]['lines'][] = [
				'text'  => $text,
				'level' => $level,
			];
		}
	}

	/**
	 * Writes the rows of the table. A layout table (one column or one row) is written as paragraphs.
	 *
	 * @param callable( string, int ): void $paragraph Writes a paragraph with its heading level.
	 *
	 * @throws \Aaia\Chatbot\Content\Text\ReadingFailed When the budget is spent.
	 */
	public function write( SectionBuilder $builder, callable $paragraph, ReadingBudget $budget ): void {
		$columns = max( [ 0, ...array_map( static fn( array $row ): int => count( $row['cells'] ), $this->rows ) ] );
		if ( $columns <= 1 || 1 === count( $this->rows ) ) {
			foreach ( array_merge( ...array_map(
				static fn( array $row ): array => array_merge( ...array_column( $row['cells'], 'lines' ) ),
				$this->rows,
			) ) as $line ) {
				$paragraph( $line['text'], $line['level'] );
			}
			return;
		}
		$builder->begin_table();
		$above = [];
		foreach ( $this->rows as $number => $row ) {
			$budget->step();
			$texts = [];
			foreach ( array_slice( $row['cells'], 0, self::COLUMNS ) as $cell ) {
				$text    = implode( ' ', array_column( $cell['lines'], 'text' ) );
				$texts[] = $cell['is_merged'] ? $above[ count( $texts ) ] ?? $text : $text;
				array_push( $texts, ...array_fill( 0, $cell['span'] - 1, '' ) );
			}
			$above    = $texts = array_slice( $texts, 0, self::COLUMNS );
			$is_names = 0 === $number && $this->names_columns( $row['header'], $texts );
			$builder->begin_row();
			foreach ( $texts as $text ) {
				$builder->begin_cell( $is_names );
				$builder->add_text( $text );
			}
			$builder->end_row();
		}
		$builder->begin_table();
	}

	/**
	 * Whether the first row names the columns: it is a header row, or the style emphasises it and it has three or more cells, none of them
	 * empty or with digits.
	 *
	 * @param list<string> $texts
	 */
	private function names_columns( bool $header, array $texts ): bool {
		return $header || $this->marks_first_row
			&& count( $texts ) > 2
			&& ! in_array( '', $texts, true )
			&& 1 !== preg_match( '/\d/', implode( ' ', $texts ) );
	}

	/**
	 * @param callable( Cell ): Cell $change
	 */
	private function change_cell( callable $change ): void {
		$row  = array_key_last( $this->rows );
		$cell = null === $row ? null : array_key_last( $this->rows[ $row ]['cells'] );
		if ( null !== $row && null !== $cell ) {
			$this->rows[ $row ]['cells'][ $cell ] = $change( $this->rows[ $row ]['cells'][ $cell ] );
		}
	}
}
