<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Content\Text\Docx;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Content\Section;
use Aaia\Chatbot\Content\Text\ReadingBudget;
use Aaia\Chatbot\Content\Text\SectionBuilder;

/**
 * Reads the printed text of a Word file under its headings.
 *
 * Leaves out tracked deletions and moves, hidden text, field instructions, placeholders, tables of contents, and the fallback copies of
 * pictures and text boxes that Word writes for old programs. Text boxes and notes follow the paragraph they are anchored to.
 */
final class BodyReader {

	private const LEFT_OUT = [
		'del', 'moveFrom', 'Fallback', 'instrText', 'delText', 'delInstrText', 'pPrChange', 'rPrChange', 'tblPrChange',
		'trPrChange', 'tcPrChange', 'numberingChange',
	];

	/** @var list<Paragraph> Open paragraphs, outermost first: more than one inside a text box. */
	private array $open = [];

	/** @var list<Table> Open tables, outermost first. */
	private array $tables = [];

	private readonly SectionBuilder $builder;

	private bool $in_text = false;

	private bool $is_placeholder = false;

	private int $length = 0;

	/**
	 * @param array<string, string> $notes Texts of footnotes (key: `f` and the id) and endnotes (key: `e` and the id).
	 * @param int                   $limit Maximum bytes of text.
	 */
	public function __construct(
		private readonly Styles $styles,
		private readonly array $notes,
		private readonly ReadingBudget $budget,
		private readonly int $limit,
	) {
		$this->builder = new SectionBuilder();
	}

	/**
	 * @return list<Section>
	 *
	 * @throws \Aaia\Chatbot\Content\Text\ReadingFailed
	 */
	public function sections( string $content ): array {
		$part = new XmlPart( $content, $this->budget );
		while ( ! $this->is_full() && $part->next() ) {
			$begins = $part->begins();
			if ( in_array( $begins, self::LEFT_OUT, true ) || 'sdtContent' === $begins && $this->is_placeholder ) {
				$this->is_placeholder = false;
				$part->skip();
				continue;
			}
			if ( '' !== $begins ) {
				$this->begin( $part, $begins );
			} elseif ( $this->in_text ) {
				$this->write( $part->text() );
			}
			$this->end( $part->ends() );
		}
		while ( [] !== $this->open || [] !== $this->tables ) {
			$this->end( [] === $this->open ? 'tbl' : 'p' );
		}
		return $this->builder->sections();
	}

	/** Whether the limit was reached, so that the rest was not read. */
	public function is_full(): bool {
		return $this->length > $this->limit;
	}

	private function begin( XmlPart $part, string $name ): void {
		$paragraph = $this->open[ array_key_last( $this->open ) ?? 0 ] ?? null;
		$table     = $this->tables[ array_key_last( $this->tables ) ?? 0 ] ?? null;
		match ( $name ) {
			'p'              => $this->open[] = new Paragraph(),
			't'              => $this->in_text = true,
			'tbl'            => $this->tables[] = new Table(),
			'tr'             => $table?->begin_row(),
			'tc'             => $table?->begin_cell(),
			'tblHeader'      => $part->is_on() ? $table?->mark_header() : null,
			'gridSpan'       => $table?->set_span( (int) $part->attribute( 'val' ) ),
			'vMerge'         => 'restart' === $part->attribute( 'val' ) ? null : $table?->merge_with_above(),
			'tblLook'        => $this->read_table_look( $part, $table ),
			'showingPlcHdr'  => $this->is_placeholder = $part->is_on(),
			'docPartGallery' => $this->is_placeholder = 'table of contents' === strtolower( $part->attribute( 'val' ) ),
			'sdt'            => $this->is_placeholder = false,
			default          => null === $paragraph ? null : $this->read_in_paragraph( $paragraph, $part, $name ),
		};
	}

	private function read_in_paragraph( Paragraph $paragraph, XmlPart $part, string $name ): void {
		if ( 'pStyle' === $name ) {
			$paragraph->style = $part->attribute( 'val' );
		} elseif ( 'outlineLvl' === $name ) {
			$paragraph->outline = (int) $part->attribute( 'val' );
		} elseif ( 'r' === $name ) {
			$paragraph->in_run = true;
			$paragraph->hidden = false;
		} elseif ( 'vanish' === $name ) {
			$paragraph->hidden = $part->is_on();
		} elseif ( 'footnoteReference' === $name || 'endnoteReference' === $name ) {
			$paragraph->notes[] = $this->notes[ $name[0] . $part->attribute( 'id' ) ] ?? '';
		} elseif ( $paragraph->in_run ) {
			$this->write( match ( $name ) {
				'tab', 'ptab'   => "\t",
				'br', 'cr'      => "\n",
				'noBreakHyphen' => '-',
				default         => '',
			} );
		}
	}

	private function end( string $name ): void {
		match ( $name ) {
			't'     => $this->in_text = false,
			'r'     => $this->end_run(),
			'p'     => $this->end_paragraph(),
			'tbl'   => $this->end_table(),
			default => null,
		};
	}

	private function end_run(): void {
		$last = array_key_last( $this->open );
		if ( null !== $last ) {
			$this->open[ $last ]->in_run = false;
		}
	}

	private function end_paragraph(): void {
		$paragraph = array_pop( $this->open );
		if ( null === $paragraph || $this->styles->is_contents( $paragraph->style ) ) {
			return;
		}
		$level = null === $paragraph->outline ? $this->styles->level( $paragraph->style ) : Styles::heading_level( $paragraph->outline );
		$lines = [ [ $paragraph->text, $level ] ];
		foreach ( [
			...$paragraph->boxes,
			...array_map( static fn( string $note ): array => [ 'text' => $note, 'level' => 0 ], $paragraph->notes ),
		] as $more ) {
			$lines[] = [ $more['text'], $more['level'] ];
		}
		$around = array_key_last( $this->open );
		foreach ( $lines as [ $text, $at ] ) {
			if ( '' === trim( $text ) ) {
				continue;
			}
			if ( [] !== $this->tables ) {
				$this->tables[ array_key_last( $this->tables ) ]->line( $text, $at );
			} elseif ( null !== $around ) {
				$this->open[ $around ]->boxes[] = [
					'text'  => $text,
					'level' => 0,
				];
			} else {
				$this->paragraph( $text, $at );
			}
		}
	}

	/** Writes a finished table. A nested table becomes text of the cell that contains it. */
	private function end_table(): void {
		$table = array_pop( $this->tables );
		if ( null === $table ) {
			return;
		}
		if ( [] === $this->tables ) {
			$table->write( $this->builder, $this->paragraph( ... ), $this->budget );
			return;
		}
		$outer = $this->tables[ array_key_last( $this->tables ) ];
		$inner = new SectionBuilder();
		$table->write( $inner, static fn( string $text ) => $outer->line( $text, 0 ), $this->budget );
		foreach ( $inner->sections() as $section ) {
			foreach ( explode( "\n", $section->text ) as $line ) {
				$outer->line( $line, 0 );
			}
		}
	}

	private function paragraph( string $text, int $level ): void {
		if ( $level > 0 ) {
			$this->builder->begin_heading( $level, '' );
			$this->builder->add_text( $text );
			$this->builder->end_heading();
			return;
		}
		foreach ( explode( "\n", $text ) as $line ) {
			$this->builder->add_text( $line );
			$this->builder->new_line();
		}
	}

	private function write( string $text ): void {
		$last = array_key_last( $this->open );
		if ( null !== $last && ! $this->open[ $last ]->hidden ) {
			$this->open[ $last ]->text .= $text;
			$this->length              += strlen( $text );
		}
	}

	/** Reads whether the table style emphasises the first row: an attribute in newer files, a bit of a number in older ones. */
	private function read_table_look( XmlPart $part, ?Table $table ): void {
		if ( null !== $table ) {
			$marked                 = $part->attribute( 'firstRow' );
			$table->marks_first_row = '' === $marked
				? 0 !== ( (int) hexdec( substr( (string) preg_replace( '/[^0-9a-f]/i', '', $part->attribute( 'val' ) ), 0, 4 ) ) & 0x20 )
				: in_array( $marked, [ '1', 'true', 'on' ], true );
		}
	}
}
