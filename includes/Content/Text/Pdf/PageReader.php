<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Content\Text\Pdf;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Content\Text\ReadingBudget;
use Aaia\Chatbot\Vendor\Smalot\PdfParser\Element;
use Aaia\Chatbot\Vendor\Smalot\PdfParser\Element\ElementArray;
use Aaia\Chatbot\Vendor\Smalot\PdfParser\Font;
use Aaia\Chatbot\Vendor\Smalot\PdfParser\Header;
use Aaia\Chatbot\Vendor\Smalot\PdfParser\Page;
use Aaia\Chatbot\Vendor\Smalot\PdfParser\PDFObject;

/**
 * Reads the lines of a page by interpreting its drawing instructions.
 *
 * The library's own text joins table cells without a space ("Ville 3499 €"), which changes numbers. Here every piece is positioned by
 * the widths of its letters. Parts marked as decoration of the page (running heads, page numbers) are left out.
 */
final class PageReader {

	/** Maximum nesting of forms, and of saved states. */
	private const DEPTH = 12;
	private const STATES = 200;

	/** @var array<int, FontReader> By the font's object id, shared by all pages. */
	private array $fonts = [];

	private TextState $state;

	/** @var list<TextState> */
	private array $states = [];

	private Matrix $line;

	private Matrix $text;

	private LineBuilder $lines;

	/** @var list<bool> Open marked-content sequences; true for decoration. */
	private array $marks = [];

	public function __construct( private readonly ReadingBudget $budget ) {}

	/**
	 * @return list<Line> In drawing order, which is nearly always the reading order.
	 *
	 * @throws \Aaia\Chatbot\Content\Text\ReadingFailed When the budget is spent.
	 */
	public function lines( Page $page ): array {
		$this->lines  = new LineBuilder();
		$this->state  = new TextState();
		$this->states = [];
		$this->marks  = [];
		$this->line   = $this->text = new Matrix();
		$this->run( $this->content( $page->get( 'Contents' ) ), $page, $page, 0 );
		return $this->lines->lines();
	}

	private function content( mixed $contents ): string {
		$parts = match ( true ) {
			$contents instanceof ElementArray => (array) $contents->getContent(),
			$contents instanceof PDFObject    => is_numeric( key( $contents->getHeader()?->getElements() ?? [] ) )
				? $contents->getHeader()?->getElements() ?? []
				: [ $contents ],
			default                           => [],
		};
		return implode(
			"\n",
			array_map( static fn( mixed $part ): string => $part instanceof PDFObject ? (string) $part->getContent() : '', $parts ),
		);
	}

	private function run( string $content, PDFObject $holder, Page $page, int $depth ): void {
		foreach ( ( new ContentStream( $content, $this->budget ) )->instructions() as $operator => $operands ) {
			match ( $operator ) {
				'q'                     => $this->save_state(),
				'Q'                     => $this->restore_state(),
				'cm'                    => $this->state->page = Matrix::from_operands( $operands )->then( $this->state->page ),
				'BT'                    => $this->line = $this->text = new Matrix(),
				'Tf'                    => $this->choose_font( $operands, $holder, $page ),
				'Tc'                    => $this->state->letter_spacing = $this->number( $operands ),
				'Tw'                    => $this->state->word_spacing = $this->number( $operands ),
				'Tz'                    => $this->state->stretch = $this->number( $operands ) / 100.0,
				'TL'                    => $this->state->leading = $this->number( $operands ),
				'Ts'                    => $this->state->rise = $this->number( $operands ),
				'Tm'                    => $this->line = $this->text = Matrix::from_operands( $operands ),
				'Td', 'TD'              => $this->step( $operands, 'TD' === $operator ),
				'T*'                    => $this->next_line(),
				'Tj'                    => $this->show( $operands ),
				'TJ'                    => $this->show( is_array( $operands[0] ?? null ) ? $operands[0] : [] ),
				'\''                    => $this->show_on_next_line( $operands ),
				'"'                     => $this->show_spaced( $operands ),
				'BMC', 'BDC'            => $this->begin_marked_content( $operands ),
				'EMC'                   => array_pop( $this->marks ),
				'Do'                    => $this->draw_form( $operands, $holder, $page, $depth ),
				default                 => null,
			};
		}
	}

	private function save_state(): void {
		if ( count( $this->states ) < self::STATES ) {
			$this->states[] = clone $this->state;
		}
	}

	private function restore_state(): void {
		$this->state = array_pop( $this->states ) ?? $this->state;
	}

	/** @param list<mixed> $operands */
	private function step( array $operands, bool $sets_leading ): void {
		$y = $this->number( $operands );
		$x = $this->number( array_slice( $operands, 0, -1 ) );
		if ( $sets_leading ) {
			$this->state->leading = -$y;
		}
		$this->line = $this->text = $this->line->after_step( $x, $y );
	}

	private function next_line(): void {
		$this->line = $this->text = $this->line->after_step( 0.0, -$this->state->leading );
	}

	/** @param list<mixed> $operands */
	private function show_on_next_line( array $operands ): void {
		$this->next_line();
		$this->show( $operands );
	}

	/** @param list<mixed> $operands */
	private function show_spaced( array $operands ): void {
		$this->state->word_spacing   = $this->number( array_slice( $operands, 0, 1 ) );
		$this->state->letter_spacing = $this->number( array_slice( $operands, 1, 1 ) );
		$this->show_on_next_line( array_slice( $operands, 2 ) );
	}

	/** @param array<mixed> $pieces Strings, and steps back in thousandths of the font size. */
	private function show( array $pieces ): void {
		$state = $this->state;
		if ( null === $state->font ) {
			return;
		}
		foreach ( $pieces as $piece ) {
			if ( is_float( $piece ) ) {
				$this->text = $this->text->after_step( -$piece / 1000.0 * $state->size * $state->stretch, 0.0 );
				continue;
			}
			$bytes = is_array( $piece ) && is_string( $piece[0] ?? null ) ? $piece[0] : '';
			if ( '' === $bytes ) {
				continue;
			}
			$text   = $state->font->text( $bytes );
			$spaced = $state->letter_spacing * $state->font->codes( $bytes ) + $state->word_spacing * $state->font->spaces( $bytes );
			$width  = ( $state->font->width( $bytes, $text ) * $state->size + $spaced ) * $state->stretch;
			if ( ! in_array( true, $this->marks, true ) ) {
				$this->lines->add( $text, $this->text->after_step( 0.0, $state->rise )->then( $state->page ), $state->size, $width );
			}
			$this->text = $this->text->after_step( $width, 0.0 );
		}
	}

	/** @param list<mixed> $operands The tag, and its properties as names and values. */
	private function begin_marked_content( array $operands ): void {
		if ( count( $this->marks ) < self::STATES ) {
			$this->marks[] = '/Artifact' === ( $operands[0] ?? '' ) &&(
				in_array( '/Pagination', $operands, true )
				|| ! in_array( '/Type', $operands, true )
			);
		}
	}

	/** @param list<mixed> $operands */
	private function choose_font( array $operands, PDFObject $holder, Page $page ): void {
		$this->state->size = $this->number( $operands );
		$name              = is_string( $operands[0] ?? null ) ? ltrim( $operands[0], '/' ) : '';
		$own               = $holder === $page ? null : $this->resource( $holder, 'Font', $name );
		$font              = $own instanceof Font ? $own : $page->getFont( $name );
		if ( $font instanceof Font ) {
			$this->state->font = $this->fonts[ spl_object_id( $font ) ] ??= new FontReader( $font );
		}
	}

	/**
	 * Runs the instructions of a form, which are stored outside the page. Skips pictures, which contain no text.
	 *
	 * @param list<mixed> $operands
	 */
	private function draw_form( array $operands, PDFObject $holder, Page $page, int $depth ): void {
		$name = is_string( $operands[0] ?? null ) ? ltrim( $operands[0], '/' ) : '';
		$form = ( $holder === $page ? null : $this->resource( $holder, 'XObject', $name ) ) ?? $page->getXObject( $name );
		$kind = $form instanceof PDFObject ? $form->get( 'Subtype' ) : null;
		if ( ! $form instanceof PDFObject || $depth >= self::DEPTH || ! $kind instanceof Element || ! $kind->equals( 'Form' ) ) {
			return;
		}
		$this->budget->check();
		$before = [ clone $this->state, $this->line, $this->text, $this->states, $this->marks ];
		$matrix = $form->has( 'Matrix' ) ? $form->get( 'Matrix' ) : null;
		if ( $matrix instanceof ElementArray ) {
			$this->state->page = Matrix::from_operands( array_map(
				static fn( mixed $number ): float => is_object( $number ) && method_exists( $number, 'getContent' )
					&& is_numeric( $number->getContent() ) ? (float) $number->getContent() : 0.0,
				array_values( (array) $matrix->getContent() ),
			) )->then( $this->state->page );
		}
		$this->run( (string) $form->getContent(), $form, $page, $depth + 1 );
		[ $this->state, $this->line, $this->text, $this->states, $this->marks ] = $before;
	}

	private function resource( PDFObject $holder, string $kind, string $name ): mixed {
		$resources = $holder->has( 'Resources' ) ? $holder->get( 'Resources' ) : null;
		$kinds     = ( $resources instanceof PDFObject || $resources instanceof Header ) && $resources->has( $kind )
			? $resources->get( $kind )
			: null;
		return ( $kinds instanceof PDFObject || $kinds instanceof Header ) && $kinds->has( $name ) ? $kinds->get( $name ) : null;
	}

	/** @param list<mixed> $operands The last one is returned. */
	private function number( array $operands ): float {
		$last = end( $operands );
		return is_float( $last ) ? $last : 0.0;
	}
}
