<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Storage;

defined( 'ABSPATH' ) || exit;

/**
 * The maximum lengths of our text columns, so that a longer value is refused before it is written.
 *
 * WordPress switches MySQL's strict mode off, which cuts long values silently; SQLite has no limits and keeps them. wpdb::insert() reads
 * the limits of each table from the database in every request; the build writes these into the wiring table instead.
 */
final class ColumnLimits {

	/** Bytes of the types that are not counted in characters. */
	private const BYTES = [
		'TEXT'       => 65_535,
		'MEDIUMTEXT' => 16_777_215,
	];

	/**
	 * The limits of every table, from the descriptions of the migrations (`steps/VERSION.json`).
	 *
	 * @return array<string, array<string, int>> Table => column => characters; a negative number counts bytes, 0 is binary data without a
	 *                                           limit.
	 */
	public static function from_steps(): array {
		$limits = [];
		$files  = (array) glob( __DIR__ . '/steps/*.json' );
		natsort( $files );
		foreach ( $files as $file ) {
			/** @var array<string, array{columns?: array<string, string>}> $tables */
			$tables = json_decode( (string) file_get_contents( (string) $file ), true );
			foreach ( $tables as $table => $parts ) {
				$limits[ $table ] = [
					...( $limits[ $table ] ?? [] ),
					...array_filter( array_map( self::limit( ... ), $parts['columns'] ?? [] ), 'is_int' ),
				];
			}
		}
		return $limits;
	}

	/** The limit of one column; null for numbers and times. */
	private static function limit( string $type ): ?int {
		if ( 1 === preg_match( '/^(?:VAR)?CHAR\((\d+)\)/', $type, $found ) ) {
			return (int) $found[1];
		}
		$word = (string) strtok( $type, ' ' );
		return str_ends_with( $word, 'BLOB' ) ? 0 : ( isset( self::BYTES[ $word ] ) ? -self::BYTES[ $word ] : null );
	}
}
