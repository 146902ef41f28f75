<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Content\Text;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Content\Section;
use Aaia\Chatbot\Support\Text;

/**
 * Reads text files: plain text, Markdown, HTML and CSV.
 *
 * In a CSV row every value follows the name of its column, so that a row can be understood alone.
 */
final class TextFileReader {

	/** Maximum rows and columns read of a table. */
	private const ROWS    = 20_000;
	private const COLUMNS = 60;

	/** Estimated bytes of memory per cell while a row is read. */
	private const CELL = 64;

	/** Cells a line, on average, above which a file is refused whatever the memory. Spreadsheets have 16,384 columns at most. */
	private const CELLS_A_LINE = 100_000;

	/** Maximum levels of headings above the last section. */
	private const LEVELS = 6;

	public function __construct( private readonly HtmlText $html ) {}

	/**
	 * The text of a file under its headings.
	 *
	 * @param FileKind       $kind   Other kinds are read as plain text.
	 * @param string         $bytes  Content of the file.
	 * @param ?ReadingBudget $budget Limits of time and memory; the default limits when null.
	 *
	 * @return list<Section> Empty when the content is not text, for example a picture with a wrong extension.
	 *
	 * @throws ReadingFailed When the budget is spent.
	 */
	public function sections( FileKind $kind, string $bytes, ?ReadingBudget $budget = null ): array {
		$budget ??= new ReadingBudget();
		$text     = $this->to_utf8( $bytes );
		if ( '' === trim( $text ) ) {
			return [];
		}
		return match ( $kind ) {
			FileKind::Html     => $this->html->sections( $text, $budget ),
			FileKind::Markdown => $this->markdown( $text, $budget ),
			FileKind::Csv      => $this->table( $text, $budget ),
			default            => [ new Section( [], '', $text ) ],
		};
	}

	/**
	 * Converts the encodings that editors and spreadsheets write (UTF-8, UTF-16 with a byte order mark, Windows-1252). Empty for binary
	 * data.
	 */
	private function to_utf8( string $bytes ): string {
		$text = match ( true ) {
			str_starts_with( $bytes, "\xFF\xFE" )         => mb_convert_encoding( substr( $bytes, 2 ), 'UTF-8', 'UTF-16LE' ),
			str_starts_with( $bytes, "\xFE\xFF" )         => mb_convert_encoding( substr( $bytes, 2 ), 'UTF-8', 'UTF-16BE' ),
			str_contains( substr( $bytes, 0, 8192 ), "\0" ) => '',
			mb_check_encoding( $bytes, 'UTF-8' )          => $bytes,
			default                                       => mb_convert_encoding( $bytes, 'UTF-8', 'Windows-1252' ),
		};
		return Text::clean( is_string( $text ) ? $text : '' );
	}

	/** @return list<Section> */
	private function markdown( string $text, ReadingBudget $budget ): array {
		$sections = [];
		$path     = [];
		$lines    = [];
		$fenced   = false;
		foreach ( explode( "\n", $text ) as $line ) {
			$budget->step();
			if ( 1 === preg_match( '/^\s*(```|~~~)/', $line ) ) {
				$fenced = ! $fenced;
				continue;
			}
			$words = ! $fenced && 1 === preg_match( '/^(#{1,6})\s+(.*)$/', $line, $heading ) ? rtrim( rtrim( $heading[2] ), '#' ) : '';
			if ( '' !== trim( $words ) ) {
				$sections[] = new Section( array_values( $path ), '', implode( "\n", $lines ) );
				$lines      = [];
				$level      = strlen( $heading[1] );
				$path       = array_filter( $path, static fn( int $at ): bool => $at < $level, ARRAY_FILTER_USE_KEY );

				$path[ $level ] = $this->without_markup( $words );
				continue;
			}
			$lines[] = $fenced ? $line : $this->without_markup( $line );
		}
		$sections[] = new Section( array_values( array_slice( $path, -self::LEVELS ) ), '', implode( "\n", $lines ) );
		return array_values( array_filter( $sections, static fn( Section $section ): bool => '' !== trim( $section->text ) ) );
	}

	/** A line of Markdown without markup: links keep their text, pictures their description. */
	private function without_markup( string $line ): string {
		// All patterns take linear time when no two spaces follow one another.
		$line = (string) preg_replace( '/\h{2,}+/u', ' ', $line );
		$line = (string) preg_replace(
			[
				'/!?\[([^\]\n]{0,500})\]\([^)\n]{0,2000}\)/', '/(\*\*|__|~~|`)(?=\S)/', '/(?<=\S)(\*\*|__|~~|`)/',
				'/(?<!\w)[*_](?=\S)|(?<=\S)[*_](?!\w)/', '/^\s*>+\s?/', '/^\s*[*+-]\s+/', '/^\s*[|:\s-]+$/',
			],
			[ '$1', '', '', '', '', '• ', '' ],
			$line,
		);
		return trim( (string) preg_replace( [ '/^\|\s*|\s*\|$/', '/\s*\|\s*/' ], [ '', ' | ' ], trim( $line ) ) );
	}

	/** @return list<Section> One line per row, each value after the name of its column. */
	private function table( string $text, ReadingBudget $budget ): array {
		$file = fopen( 'php://temp', 'r+b' );
		if ( false === $file ) {
			return [];
		}
		fwrite( $file, $text );
		rewind( $file );
		$first     = strstr( $text, "\n", true );
		$separator = $this->separator( false === $first ? $text : $first );
		$names     = null;
		$lines     = [];
		// fgetcsv() reads a whole row into memory, whatever its number of cells.
		$cells = substr_count( $text, $separator );
		$budget->check( self::CELL * $cells );
		if ( $cells > self::CELLS_A_LINE * ( 1 + substr_count( $text, "\n" ) ) ) {
			throw new ReadingFailed( Unreadable::TooHeavy );
		}
		// phpcs:ignore Generic.CodeAnalysis.AssignmentInCondition
		while ( count( $lines ) < self::ROWS && is_array( $row = fgetcsv( $file, null, $separator, '"', '' ) ) ) {
			$budget->step();
			$row = array_map( static fn( ?string $cell ): string => Text::line( (string) $cell ), array_slice( $row, 0, self::COLUMNS ) );
			if ( null === $names ) {
				$names = $row;
				continue;
			}
			$cells = [];
			foreach ( $row as $column => $cell ) {
				if ( '' !== $cell ) {
					$cells[] = '' === ( $names[ $column ] ?? '' ) ? $cell : $names[ $column ] . ': ' . $cell;
				}
			}
			$lines[] = implode( ', ', $cells );
		}
		fclose( $file );
		$lines = array_filter( [] === $lines ? [ implode( ', ', $names ?? [] ) ] : $lines, static fn( string $line ): bool => '' !== $line );
		return [] === $lines ? [] : [ new Section( [], '', implode( "\n", $lines ) ) ];
	}

	/** The separator that gives the most columns in the first line. */
	private function separator( string $line ): string {
		$best = ',';
		foreach ( [ ';', "\t" ] as $sign ) {
			$best = substr_count( $line, $sign ) > substr_count( $line, $best ) ? $sign : $best;
		}
		return $best;
	}
}
