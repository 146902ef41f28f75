<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Improve\Bench;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Support\Text;

/**
 * Reads a file of test questions: CSV, JSON or JSONL, told apart by their first character.
 *
 * Columns, or keys: `question`, `language`, and what is expected: `source` (addresses or ids), `contains`, `lacks`, `refuse`, `reference`.
 * In a CSV file several values stand in one cell, with a vertical bar between them. Nothing is read of a file with a fault, so that a half
 * of it is never taken for the whole.
 *
 * @phpstan-type Line array{line: int, question: string, language: string, sources: list<string>, contains: list<string>,
 *     lacks: list<string>, refuse: bool, reference: string}
 * @phpstan-type Fault array{line: int, fault: string, value: string}
 */
final class TestFile {

	/** Most cases of a file. */
	public const LINES = 5000;

	/** Columns that are read of a CSV file: more name nothing that we know. */
	private const MOST_COLUMNS = 100;

	/** Most values of one kind in a case, and most characters of one. */
	public const VALUES = 20;
	public const VALUE  = 300;

	/** Names of columns, in English and French. */
	private const COLUMNS = [
		'question'  => [ 'question', 'questions', 'q' ],
		'language'  => [ 'language', 'langue', 'lang', 'locale' ],
		'sources'   => [ 'source', 'sources', 'url' ],
		'contains'  => [ 'contains', 'must_contain', 'contient', 'doit_contenir' ],
		'lacks'     => [ 'lacks', 'must_not_contain', 'ne_contient_pas', 'ne_doit_pas_contenir' ],
		'refuse'    => [ 'refuse', 'must_refuse', 'refus', 'doit_refuser' ],
		'reference' => [ 'reference', 'answer', 'référence', 'réponse', 'reponse' ],
	];

	private const YES = [ '1', 'true', 'yes', 'oui', 'x', 'vrai' ];

	/**
	 * @return array{lines: list<Line>, faults: list<Fault>} Faults name a line of the file; 0 is the file as a whole.
	 */
	public static function read( string $content ): array {
		$content = (string) preg_replace( '/\A\xEF\xBB\xBF/', '', $content );
		$start   = ltrim( $content )[0] ?? '';
		if ( '' === $start ) {
			return self::fault( 0, 'empty' );
		}
		if ( 1 !== preg_match( '//u', $content ) || str_contains( $content, "\0" ) ) {
			return self::fault( 0, 'encoding' );
		}
		[ 'rows' => $rows, 'faults' => $faults ] = match ( $start ) {
			'['     => self::json_rows( $content ),
			'{'     => self::jsonl_rows( $content ),
			default => self::csv_rows( $content ),
		};
		if ( [] !== $faults ) {
			return [ 'lines' => [], 'faults' => $faults ];
		}
		if ( count( $rows ) > self::LINES ) {
			return self::fault( 0, 'lines' );
		}
		$lines = [];
		foreach ( $rows as $number => $row ) {
			$line  = self::line( $number, $row );
			$fault = self::fault_of( $line );
			if ( null === $fault ) {
				$lines[] = $line;
			} else {
				$faults[] = [ 'line' => $number ] + $fault;
			}
		}
		return [ 'lines' => $lines, 'faults' => [] === $rows ? self::fault( 0, 'empty' )['faults'] : $faults ];
	}

	/** A sentence for a fault. */
	public static function sentence( string $fault, string $value ): string {
		return match ( $fault ) {
			'empty'      => __( 'The file contains no case.', 'aaia-chatbot' ),
			'encoding'   => __( 'The file is not UTF-8 text. In your spreadsheet, save it as “CSV UTF-8”.', 'aaia-chatbot' ),
			/* translators: %d: a number. */
			'lines'      => sprintf( __( 'The file has too many cases: at most %d.', 'aaia-chatbot' ), self::LINES ),
			/* translators: %s: what a program reported. */
			'json'       => sprintf( __( 'This is not valid JSON: %s.', 'aaia-chatbot' ), $value ),
			'columns'    => __( 'The first line must name the columns, “question” among them.', 'aaia-chatbot' ),
			'quotes'     => __( 'A quotation mark is never closed.', 'aaia-chatbot' ),
			'no_question' => __( 'There is no question.', 'aaia-chatbot' ),
			'nothing'    => __( 'Nothing is expected of the answer. Fill in source, contains, lacks, refuse or reference.', 'aaia-chatbot' ),
			/* translators: %d: number of characters. */
			'long'       => sprintf( __( 'A text is too long: questions at most %d characters.', 'aaia-chatbot' ), TestQuestion::QUESTION ),
			/* translators: %d: a number. */
			'values'     => sprintf( __( 'Too many values of one kind, or one is too long: at most %d.', 'aaia-chatbot' ), self::VALUES ),
			'language'   => __( 'Write the language as a code, such as fr or en.', 'aaia-chatbot' ),
			'both'       => __( 'An answer cannot be a refusal and contain something at once.', 'aaia-chatbot' ),
			/* translators: %s: what was typed. */
			'source'     => sprintf( __( 'The assistant’s knowledge has no page with this address: %s', 'aaia-chatbot' ), $value ),
			default      => '',
		};
	}

	/**
	 * What is wrong with a case, wherever it was typed.
	 *
	 * @param Line $line
	 *
	 * @return ?array{fault: string, value: string}
	 */
	public static function fault_of( array $line ): ?array {
		$lists = [ $line['sources'], $line['contains'], $line['lacks'] ];
		$fault = match ( true ) {
			'' === $line['question']                                              => 'no_question',
			Text::length( $line['question'] ) > TestQuestion::QUESTION,
			Text::length( $line['reference'] ) > TestQuestion::REFERENCE          => 'long',
			1 !== preg_match( '/\A([a-z]{2,3})?\z/', $line['language'] )        => 'language',
			max( array_map( count( ... ), $lists ) ) > self::VALUES,
			max( [ 0, ...array_map( Text::length( ... ), array_merge( ...$lists ) ) ] ) > self::VALUE => 'values',
			$line['refuse'] && ( [] !== $line['contains'] || [] !== $line['sources'] || '' !== $line['reference'] ) => 'both',
			! $line['refuse'] && [ [], [], [] ] === $lists && '' === $line['reference'] => 'nothing',
			default                                                               => null,
		};
		return null === $fault ? null : [ 'fault' => $fault, 'value' => '' ];
	}

	/**
	 * @param array<array-key, mixed> $row
	 *
	 * @return Line
	 */
	private static function line( int $number, array $row ): array {
		$found = [];
		foreach ( self::COLUMNS as $name => $names ) {
			foreach ( $row as $key => $value ) {
				if ( in_array( str_replace( [ ' ', '-' ], '_', mb_strtolower( trim( (string) $key ) ) ), $names, true ) ) {
					$found[ $name ] = $value;
				}
			}
		}
		$text = static fn( string $name ): string => is_scalar( $found[ $name ] ?? null ) ? trim( Text::clean( (string) $found[ $name ] ) ) : '';
		$list = static fn( string $name ): array => array_values( array_filter(
			array_map(
				static fn( mixed $one ): string => is_scalar( $one ) ? Text::line( (string) $one ) : '',
				is_array( $found[ $name ] ?? null ) ? $found[ $name ] : explode( '|', $text( $name ) ),
			),
			static fn( string $one ): bool => '' !== $one,
		) );
		$refuse = $found['refuse'] ?? '';
		return [
			'line'      => $number,
			'question'  => $text( 'question' ),
			'language'  => strtolower( substr( $text( 'language' ), 0, 2 ) ) === $text( 'language' ) || strlen( $text( 'language' ) ) < 4
				? strtolower( $text( 'language' ) )
				: strtolower( (string) preg_replace( '/[-_].*\z/', '', $text( 'language' ) ) ),
			'sources'   => $list( 'sources' ),
			'contains'  => $list( 'contains' ),
			'lacks'     => $list( 'lacks' ),
			'refuse'    => true === $refuse || is_scalar( $refuse ) && in_array( mb_strtolower( trim( (string) $refuse ) ), self::YES, true ),
			'reference' => $text( 'reference' ),
		];
	}

	/** @return array{rows: array<int, array<array-key, mixed>>, faults: list<Fault>} */
	private static function json_rows( string $content ): array {
		$read = json_decode( $content, true, 32 );
		if ( ! is_array( $read ) ) {
			return [ 'rows' => [], 'faults' => self::fault( 0, 'json', json_last_error_msg() )['faults'] ];
		}
		$rows = [];
		foreach ( array_values( $read ) as $index => $row ) {
			$rows[ $index + 1 ] = is_array( $row ) ? $row : [];
		}
		return [ 'rows' => $rows, 'faults' => [] ];
	}

	/** @return array{rows: array<int, array<array-key, mixed>>, faults: list<Fault>} */
	private static function jsonl_rows( string $content ): array {
		$rows   = [];
		$faults = [];
		foreach ( preg_split( '/\R/u', $content ) ?: [] as $index => $line ) {
			if ( '' === trim( $line ) ) {
				continue;
			}
			if ( count( $rows ) > self::LINES ) {
				break;
			}
			$row = json_decode( $line, true, 32 );
			if ( is_array( $row ) ) {
				$rows[ $index + 1 ] = $row;
			} else {
				$faults[] = [ 'line' => $index + 1, 'fault' => 'json', 'value' => json_last_error_msg() ];
			}
		}
		return [ 'rows' => $rows, 'faults' => $faults ];
	}

	/** @return array{rows: array<int, array<array-key, mixed>>, faults: list<Fault>} */
	private static function csv_rows( string $content ): array {
		$first     = (string) strtok( $content, "\r\n" );
		$counts    = array_map(
			static fn( string $separator ): int => substr_count( $first, $separator ),
			[ ',' => ',', ';' => ';', "\t" => "\t" ],
		);
		arsort( $counts );
		$separator = (string) array_key_first( $counts );
		if ( 0 !== substr_count( $content, '"' ) % 2 ) {
			return [ 'rows' => [], 'faults' => self::fault( 0, 'quotes' )['faults'] ];
		}
		$stream = fopen( 'php://temp', 'r+' );
		if ( false === $stream ) {
			return [ 'rows' => [], 'faults' => self::fault( 0, 'empty' )['faults'] ];
		}
		fwrite( $stream, str_replace( [ "\r\n", "\r" ], "\n", $content ) );
		rewind( $stream );
		$names = null;
		$rows  = [];
		$line  = 1;
		for (; ; ) {
			$began = (int) ftell( $stream );
			$cells = fgetcsv( $stream, null, $separator, '"', '' );
			if ( false === $cells || count( $rows ) > self::LINES ) {
				break;
			}
			$end   = (int) ftell( $stream );
			$cells = array_map( static fn( ?string $cell ): string => self::restored( (string) $cell ), $cells );
			if ( null === $names ) {
				$names = array_slice( $cells, 0, self::MOST_COLUMNS );
				$known = array_map( static fn( string $name ): string => mb_strtolower( trim( $name ) ), $names );
				if ( [] === array_intersect( $known, self::COLUMNS['question'] ) ) {
					fclose( $stream );
					return [ 'rows' => [], 'faults' => self::fault( 1, 'columns' )['faults'] ];
				}
			} elseif ( '' !== trim( implode( '', $cells ) ) ) {
				$rows[ $line ] = array_combine( $names, array_slice( array_pad( $cells, count( $names ), '' ), 0, count( $names ) ) );
			}
			fseek( $stream, $began );
			$line += substr_count( $end > $began ? (string) fread( $stream, max( 1, $end - $began ) ) : '', "\n" );
		}
		fclose( $stream );
		return [ 'rows' => $rows, 'faults' => [] ];
	}

	/** A cell without the apostrophe by which our exports keep spreadsheets from running formulas. */
	private static function restored( string $cell ): string {
		return (string) preg_replace( "/\A'(?=[=+\-@\t\x{FF1D}])/u", '', $cell );
	}

	/** @return array{lines: list<Line>, faults: list<Fault>} */
	private static function fault( int $line, string $fault, string $value = '' ): array {
		return [ 'lines' => [], 'faults' => [ [ 'line' => $line, 'fault' => $fault, 'value' => $value ] ] ];
	}
}
