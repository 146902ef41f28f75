<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Content\Text\Pdf;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Content\Section;

/**
 * Joins the lines of pages to paragraphs under headings.
 *
 * A line continues the paragraph of the line before it when that line is full, so that the next word would not have fitted. Headings are
 * short lines in a larger font than most of the text. Tables of contents and running heads are left out: lines at the top or bottom of
 * many pages that differ only in the page number. Each page starts a section whose anchor opens the page in a browser; a sentence that
 * continues on the next page stays in the section where it starts.
 */
final class ParagraphBuilder {

	/** Lines at the top and at the bottom of a page that can be running heads. */
	private const EDGE = 3;

	/** Share of the height of the text area, at the top and at the bottom, that can contain running heads. */
	private const MARGIN = 0.12;

	/** Minimum number and share of pages with the same running head. Left and right pages may differ. */
	private const HEADS        = 3;
	private const HEADS_SHARE  = 0.3;

	/** Minimum font size of headings relative to the most common size. */
	private const LARGER = 1.15;

	/** Maximum heading levels, and maximum characters of a heading. */
	private const LEVELS  = 4;
	private const HEADING = 200;

	/** Maximum line spacing within a paragraph, in font sizes. */
	private const NEAR = 1.9;

	/** Indent that starts a paragraph, in font sizes. */
	private const INDENT = 0.8;

	/** Matches a line of a table of contents. */
	private const CONTENTS = '/(?:\.\s?){4,}\s*\d{1,4}$|…\s*\d{1,4}$/u';

	private const BULLET = '/^(?:[•◦▪■●‣⁃·–—*-]|\(?(?:\d{1,3}|[a-z])[.)])\s/u';

	/** @var list<array{headings: list<string>, page: int, lines: list<string>}> */
	private array $sections = [];

	/** @var array<int, string> Headings above the current text, by level. */
	private array $headings = [];

	/** @var array<string, int> Hyphenated words of the whole text, to distinguish their hyphens from those at line ends. */
	private array $words = [];

	/**
	 * @param array<int, list<Line>> $pages By page number, from 1.
	 *
	 * @return list<Section>
	 */
	public function sections( array $pages ): array {
		$pages  = array_map( TableLabels::apply( ... ), $this->without_running_heads( $pages ) );
		$levels = $this->levels( $pages );
		foreach ( $pages as $lines ) {
			foreach ( $lines as $line ) {
				foreach ( explode( ' ', mb_strtolower( $line->text, 'UTF-8' ) ) as $word ) {
					if ( str_contains( $word, '-' ) ) {
						$this->words[ trim( $word, '.,;:!?()«»"\'' ) ] = 1;
					}
				}
			}
		}
		foreach ( $pages as $number => $lines ) {
			$this->page( $number, $lines, $levels );
		}
		return array_map(
			static fn( array $section ): Section => new Section(
				$section['headings'],
				'page=' . $section['page'],
				implode( "\n", $section['lines'] ),
			),
			$this->sections,
		);
	}

	/**
	 * @param list<Line>        $lines
	 * @param array<int, int>   $levels
	 */
	private function page( int $number, array $lines, array $levels ): void {
		$right    = $this->right_edges( $lines );
		$previous = null;
		$begins   = true;
		foreach ( $lines as $at => $line ) {
			$level = $this->is_heading( $line ) ? $levels[ $this->size_step( $line->size ) ] ?? 0 : 0;
			if ( $level > 0 ) {
				$this->heading(
					$line,
					$level,
					null !== $previous
						&& 0 === count( $this->sections[ array_key_last( $this->sections ) ?? 0 ]['lines'] ?? [ '' ] )
						&& $this->is_near( $previous, $line ),
				);
				$begins   = true;
				$previous = $line;
				$this->open_section( $number );
				continue;
			}
			if ( $begins && null === $previous && $this->continues_previous_page( $line ) ) {
				$this->join_line( $line->text );
			} elseif ( ! $begins && null !== $previous && $this->is_same_paragraph( $previous, $line, $right[ $at - 1 ] ?? $previous->right ) ) {
				$this->join_line( $line->text );
			} else {
				if ( $begins && null === $previous ) {
					$this->open_section( $number );
				}
				$this->add_line( $line->text );
			}
			// The new page's section starts after the paragraph that continues from the page before.
			$next   = $lines[ $at + 1 ] ?? null;
			$begins = false;
			if ( null !== $next && $this->current_page() !== $number && ! $this->is_same_paragraph( $line, $next, $right[ $at ] ) ) {
				$this->open_section( $number );
			}
			$previous = $line;
		}
	}

	private function open_section( int $page ): void {
		$this->sections[] = [
			'headings' => array_values( $this->headings ),
			'page'     => $page,
			'lines'    => [],
		];
	}

	private function current_page(): int {
		$last = array_key_last( $this->sections );
		return null === $last ? 0 : $this->sections[ $last ]['page'];
	}

	private function heading( Line $line, int $level, bool $goes_on ): void {
		$text = str_replace( "\t", ' ', $line->text );
		if ( $goes_on && isset( $this->headings[ $level ] ) ) {
			$text = $this->joined( $this->headings[ $level ], $text );
		}
		$this->headings           = array_filter( $this->headings, static fn( int $other ): bool => $other < $level, ARRAY_FILTER_USE_KEY );
		$this->headings[ $level ] = mb_substr( $text, 0, self::HEADING, 'UTF-8' );
	}

	private function add_line( string $text ): void {
		$last = array_key_last( $this->sections );
		if ( null !== $last ) {
			$this->sections[ $last ]['lines'][] = str_replace( "\t", '; ', $text );
		}
	}

	private function join_line( string $text ): void {
		$section = array_key_last( $this->sections );
		$line    = null === $section ? null : array_key_last( $this->sections[ $section ]['lines'] );
		if ( null !== $section && null !== $line ) {
			$before = (string) array_pop( $this->sections[ $section ]['lines'] );

			$this->sections[ $section ]['lines'][] = $this->joined( $before, str_replace( "\t", ' ', $text ) );
		}
	}

	/**
	 * Joins two lines. Drops a hyphen at the line end, unless the word has it elsewhere in the text or continues with a capital or a
	 * digit.
	 */
	private function joined( string $before, string $after ): string {
		if (
			1 === preg_match( '/(\p{L}+(?:-\p{L}+)*)([-\x{AD}\x{2010}])$/u', $before, $end )
			&& 1 === preg_match( '/^\p{Ll}\p{L}*/u', $after, $start )
		) {
			$is_written = isset( $this->words[ mb_strtolower( $end[1] . '-' . $start[0], 'UTF-8' ) ] );
			return $is_written ? $before . $after : substr( $before, 0, -strlen( $end[2] ) ) . $after;
		}
		return $before . ( str_ends_with( $before, '-' ) ? '' : ' ' ) . $after;
	}

	/** Whether the first line of a page continues the last sentence of the page before. */
	private function continues_previous_page( Line $line ): bool {
		$section = array_key_last( $this->sections );
		$lines   = null === $section ? [] : $this->sections[ $section ]['lines'];
		return [] !== $lines
			&& 1 === preg_match( '/[\p{L},;-]$/u', $lines[ count( $lines ) - 1 ] )
			&& 1 === preg_match( '/^\p{Ll}/u', $line->text )
			&& 1 !== preg_match( self::BULLET, $line->text );
	}

	/** @param float $edge Right edge of full lines in this column. */
	private function is_same_paragraph( Line $before, Line $line, float $edge ): bool {
		if (
			$before->has_cells()
			|| $line->has_cells()
			|| 1 === preg_match( self::BULLET, $line->text )
			|| abs( $before->size - $line->size ) > 0.1 * $before->size
			|| ! $this->is_near( $before, $line )
		) {
			return false;
		}
		if ( $line->left > $before->left + self::INDENT * $before->size && 1 !== preg_match( self::BULLET, $before->text ) ) {
			return false;
		}
		$has_no_room = $before->right + $line->first_word_width() + 0.2 * $before->size > $edge - 0.5 * $before->size;
		return $has_no_room || 1 === preg_match( '/[\p{L},-]$/u', $before->text ) && 1 === preg_match( '/^\p{Ll}/u', $line->text );
	}

	private function is_near( Line $before, Line $line ): bool {
		$step = $before->base - $line->base;
		return $step > 0.0 && $step < self::NEAR * max( $before->size, $line->size );
	}

	/**
	 * Right edge of full lines in the column of each line: that of the longest line with about the same left edge.
	 *
	 * @param list<Line> $lines
	 *
	 * @return list<float>
	 */
	private function right_edges( array $lines ): array {
		$edges = [];
		$keys  = array_map( static fn( Line $line ): int => (int) floor( $line->left / 60.0 ), $lines );
		foreach ( $lines as $at => $line ) {
			if ( ! $line->has_cells() ) {
				$edges[ $keys[ $at ] ] = max( $edges[ $keys[ $at ] ] ?? 0.0, $line->right );
			}
		}
		return array_map(
			static fn( Line $line, int $key ): float => max( $edges[ $key ] ?? $line->right, $edges[ $key - 1 ] ?? 0.0 ),
			$lines,
			$keys,
		);
	}

	private function is_heading( Line $line ): bool {
		return ! $line->has_cells() && mb_strlen( $line->text, 'UTF-8' ) <= self::HEADING && 1 === preg_match( '/\p{L}{2}/u', $line->text );
	}

	/** Font size rounded to half points. */
	private function size_step( float $size ): int {
		return (int) round( 2.0 * $size );
	}

	/**
	 * Heading levels by font size.
	 *
	 * @param array<int, list<Line>> $pages
	 *
	 * @return array<int, int>
	 */
	private function levels( array $pages ): array {
		$letters = [];
		$lines   = array_merge( ...array_values( $pages ) );
		foreach ( $lines as $line ) {
			$letters[ $this->size_step( $line->size ) ] = ( $letters[ $this->size_step( $line->size ) ] ?? 0 ) + strlen( $line->text );
		}
		if ( [] === $letters ) {
			return [];
		}
		$usual = (int) array_search( max( $letters ), $letters, true );
		$sizes = array_values( array_filter( array_keys( $letters ), static fn( int $size ): bool => $size >= self::LARGER * $usual ) );
		rsort( $sizes );
		$sizes = $this->without_title_page_sizes( $sizes, $lines );
		return array_map( static fn( int $place ): int => min( self::LEVELS, $place + 1 ), array_flip( $sizes ) );
	}

	/**
	 * Drops the font sizes of author and date on a title page: they occur once, and another heading follows.
	 *
	 * @param list<int>  $sizes Largest first.
	 * @param list<Line> $lines
	 *
	 * @return list<int>
	 */
	private function without_title_page_sizes( array $sizes, array $lines ): array {
		$times = array_count_values( array_map( fn( Line $line ): int => $this->size_step( $line->size ), $lines ) );
		foreach ( $lines as $at => $line ) {
			$size = $this->size_step( $line->size );
			$next = $this->size_step( $lines[ $at + 1 ]->size ?? 0.0 );
			if ( 1 === $times[ $size ] && $size !== ( $sizes[0] ?? 0 ) && in_array( $next, $sizes, true ) ) {
				$sizes = array_values( array_diff( $sizes, [ $size ] ) );
			}
		}
		return $sizes;
	}

	/**
	 * Removes running heads at the top and bottom of pages, and lines of tables of contents.
	 *
	 * @param array<int, list<Line>> $pages
	 *
	 * @return array<int, list<Line>>
	 */
	private function without_running_heads( array $pages ): array {
		$found  = [];
		$bases  = array_map(
			static fn( Line $line ): float => $line->base,
			array_filter( array_merge( ...array_values( $pages ) ), static fn( Line $line ): bool => ! $line->is_rotated ),
		);
		$margin = [] === $bases ? 0.0 : self::MARGIN * ( max( $bases ) - min( $bases ) );
		$within = [] === $bases ? [ 0.0, 0.0 ] : [ min( $bases ) + $margin, max( $bases ) - $margin ];
		foreach ( $pages as $number => $lines ) {
			foreach ( $this->edges( $lines, $within ) as $at ) {
				foreach ( $this->marks( $lines[ $at ], $number ) as $mark ) {
					$found[ $mark ][ $number ] = true;
				}
			}
		}
		$enough = max( self::HEADS, (int) ceil( self::HEADS_SHARE * count( $pages ) ) );
		$heads  = array_filter( $found, static fn( array $on ): bool => count( $on ) >= $enough );
		foreach ( $pages as $number => $lines ) {
			$kept = $lines;
			foreach ( $this->edges( $lines, $within ) as $at ) {
				if ( [] !== array_intersect_key( array_flip( $this->marks( $lines[ $at ], $number ) ), $heads ) ) {
					unset( $kept[ $at ] );
				}
			}
			$pages[ $number ] = array_values( array_filter(
				[] === $kept ? $lines : $kept,
				static fn( Line $line ): bool => 1 !== preg_match( self::CONTENTS, $line->text ),
			) );
		}
		return $pages;
	}

	/** @return list<string> Keys that identify a running head on other pages: its text, or a number that grows with the page number. */
	private function marks( Line $line, int $page ): array {
		$marks = [ $line->pattern( $page ) ];
		foreach ( [ '/^(\d{1,4})(?:\D|$)/', '/(?:^|\D)(\d{1,4})$/' ] as $side => $number ) {
			if ( mb_strlen( $line->text, 'UTF-8' ) <= self::HEADING && 1 === preg_match( $number, $line->text, $match ) ) {
				$marks[] = "number\n" . $side . ':' . ( (int) $match[1] - $page );
			}
		}
		return $marks;
	}

	/**
	 * Positions of the highest and lowest lines of a page.
	 *
	 * @param list<Line>          $lines
	 * @param array{float, float} $within Lines between these heights are excluded.
	 *
	 * @return list<int>
	 */
	private function edges( array $lines, array $within ): array {
		$places = array_keys( array_filter(
			$lines,
			static fn( Line $line ): bool => ! $line->is_rotated && ( $line->base <= $within[0] || $line->base >= $within[1] ),
		) );
		usort( $places, static fn( int $one, int $other ): int => $lines[ $other ]->base <=> $lines[ $one ]->base );
		return array_values( array_unique( [ ...array_slice( $places, 0, self::EDGE ), ...array_slice( $places, -self::EDGE ) ] ) );
	}
}
