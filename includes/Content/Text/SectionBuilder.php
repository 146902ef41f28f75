<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Content\Text;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Content\Section;

/**
 * Builds sections from the parts of a document: headings, lines, list items and table cells in reading order.
 *
 * A table row becomes one line of "Label: value" parts. The labels come from the header row, from the row's own heading or, in tables of
 * two columns, from the first column, so that a passage from a table still says what its numbers mean.
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

	/** Level of the open heading; 0 outside of headings. */
	private int $level = 0;

	/** @var ?list<array{label: bool, text: string}> Cells of the open row; null outside of rows. */
	private ?array $row = null;

	/** @var list<string> Column labels of the table. */
	private array $labels = [];

	public function add_text( string $text ): void {
		$this->open .= $text;
	}

	/** Starts a new line. */
	public function new_line(): void {
		if ( null !== $this->row || $this->level > 0 ) {
			$this->open .= ' ';
			return;
		}
		if ( $this->is_empty_item() ) {
			// The first paragraph of a list item continues the line of its bullet.
			return;
		}
		$line = $this->take_text();
		if ( '' !== $line ) {
			$this->lines[] = $line;
		}
	}

	/** Starts a list item. Its line starts with a bullet, so that the plain text distinguishes it from a sentence. */
	public function begin_item(): void {
		$this->new_line();
		if ( null === $this->row && 0 === $this->level ) {
			$this->open = self::BULLET;
		}
	}

	/** Ends a list item or a list. An item without text is dropped. */
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

	/** Starts the term or the description of a definition list. Both go on one line. */
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

	/** Returns the collected text as one line and resets it. */
	private function take_text(): string {
		$text       = trim( (string) preg_replace( '/[\s\x{A0}\x{202F}]+/u', ' ', $this->open ) );
		$this->open = '';
		return $text;
	}
}
