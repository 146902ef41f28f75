<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Content\Text;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Content\Section;

/**
 * Collects the text of a page line by line under its headings.
 *
 * A table row becomes one line of "Label: value" parts, taking the labels from the row of headings, from the row's own heading or, in
 * tables of two columns, from the first one: so a passage cut out of a table still says what its figures are.
 */
final class SectionBuilder {

	private const BULLET = '• ';

	/** @var list<Section> */
	private array $sections = [];

	/** @var array<int, string> Headings above the current text, by level. */
	private array $headings = [];

	private string $anchor = '';

	/** @var list<string> */
	private array $lines = [];

	private string $open = '';

	/** Level of the heading being read; 0 outside of headings. */
	private int $level = 0;

	/** @var ?list<array{label: bool, text: string}> Cells of the row being read. */
	private ?array $row = null;

	/** @var list<string> Labels of the table's columns. */
	private array $labels = [];

	public function add_text( string $text ): void {
		$this->open .= $text;
	}

	/** What follows stands on a new line. */
	public function new_line(): void {
		if ( null !== $this->row || $this->level > 0 ) {
			$this->open .= ' ';
			return;
		}
		if ( $this->is_empty_item() ) {
			// A paragraph inside of the item stands on the item's line.
			return;
		}
		$line = $this->take_text();
		if ( '' !== $line ) {
			$this->lines[] = $line;
		}
	}

	/** What follows is an item of a list: its line begins with a bullet, so that a reader of the text alone can tell it from a sentence. */
	public function begin_item(): void {
		$this->new_line();
		if ( null === $this->row && 0 === $this->level ) {
			$this->open = self::BULLET;
		}
	}

	/** An item, or its whole list, ends; one without text leaves nothing behind. */
	public function end_item(): void {
		$this->new_line();
		$this->open = $this->is_empty_item() ? '' : $this->open;
	}

	public function begin_heading( int $level, string $anchor ): void {
		if ( null !== $this->row ) {
			return;
		}
		$this->end_item();
		$this->end_heading();
		$this->new_line();
		$this->close_section();
		$this->level  = $level;
		$this->anchor = $anchor;
	}

	public function end_heading(): void {
		if ( 0 === $this->level ) {
			return;
		}
		$heading        = $this->take_text();
		$this->headings = array_filter( $this->headings, fn( int $level ): bool => $level < $this->level, ARRAY_FILTER_USE_KEY );
		if ( '' !== $heading ) {
			$this->headings[ $this->level ] = $heading;
		}
		$this->level = 0;
	}

	/** A term of a list of definitions, or what is said of it: both go on one line. */
	public function definition( bool $is_term ): void {
		if ( $is_term ) {
			$this->new_line();
			return;
		}
		$term = $this->take_text();
		if ( '' !== $term ) {
			$this->open = rtrim( $term, ' :' ) . ': ';
		}
	}

	public function begin_table(): void {
		$this->end_row();
		$this->labels = [];
	}

	public function begin_row(): void {
		$this->end_row();
		$this->end_item();
		$this->row = [];
	}

	public function begin_cell( bool $is_label ): void {
		if ( null === $this->row ) {
			$this->new_line();
			return;
		}
		$this->end_cell();
		$this->row[] = [
			'label' => $is_label,
			'text'  => '',
		];
	}

	public function end_row(): void {
		if ( null === $this->row ) {
			return;
		}
		$this->end_cell();
		$row       = $this->row ?? [];
		$this->row = null;
		$labels    = array_filter( $row, static fn( array $cell ): bool => $cell['label'] );
		if ( count( $row ) > 1 && count( $labels ) === count( $row ) && [] === $this->labels ) {
			$this->labels = array_column( $row, 'text' );
			return;
		}
		$line = $this->row_line( $row );
		if ( '' !== $line ) {
			$this->lines[] = $line;
		}
	}

	/** @return list<Section> */
	public function sections(): array {
		$this->end_heading();
		$this->end_row();
		$this->end_item();
		$this->close_section();
		return $this->sections;
	}

	/** @param list<array{label: bool, text: string}> $row */
	private function row_line( array $row ): string {
		$parts = [];
		if ( [] === $this->labels ) {
			$texts = array_values( array_filter( array_column( $row, 'text' ), static fn( string $text ): bool => '' !== $text ) );
			if ( count( $texts ) > 1 && ( 2 === count( $texts ) || $row[0]['label'] ) ) {
				return rtrim( $texts[0], ' :' ) . ': ' . implode( '; ', array_slice( $texts, 1 ) );
			}
			return implode( '; ', $texts );
		}
		foreach ( $row as $column => $cell ) {
			$label = $this->labels[ $column ] ?? '';
			if ( '' !== $cell['text'] ) {
				$parts[] = '' === $label ? $cell['text'] : rtrim( $label, ' :' ) . ': ' . $cell['text'];
			}
		}
		return implode( '; ', $parts );
	}

	private function end_cell(): void {
		$last = null === $this->row ? null : array_key_last( $this->row );
		$text = $this->take_text();
		if ( null === $this->row ) {
			return;
		}
		if ( null !== $last ) {
			$this->row[ $last ]['text'] = $text;
		} elseif ( '' !== $text ) {
			$this->lines[] = $text;
		}
	}

	private function close_section(): void {
		if ( [] !== $this->lines ) {
			$this->sections[] = new Section( array_values( $this->headings ), $this->anchor, implode( "\n", $this->lines ) );
			$this->lines      = [];
		}
	}

	private function is_empty_item(): bool {
		return trim( self::BULLET ) === trim( $this->open );
	}

	/** The open text on one line, and nothing open any more. */
	private function take_text(): string {
		$text       = trim( (string) preg_replace( '/[\s\x{A0}\x{202F}]+/u', ' ', $this->open ) );
		$this->open = '';
		return $text;
	}
}
