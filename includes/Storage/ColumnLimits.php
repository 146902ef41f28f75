<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Storage;

defined( 'ABSPATH' ) || exit;

/**
 * What the text columns of our tables hold, so that a value that does not fit is refused before it is written.
 *
 * WordPress switches MySQL's strict mode off and SQLite has no limits: either would keep a cut or an overlong value without a word.
 * wpdb::insert() asks the database for the limits of each table, in every request; these are baked into the wiring table by the build.
 */
final class ColumnLimits {

	/** Bytes of the types that are not counted in characters. */
	private const BYTES = [
		'TEXT'       => 65_535,
		'MEDIUMTEXT' => 16_777_215,
	];

	/**
	 * The limits of every table, from what the migrations made (`steps/VERSION.json`).
	 *
	 * @return array<string, array<string, int>> Table => column => characters; a negative number counts bytes, 0 is binary data without a limit.
	 */
	public static function from_steps(): array {
		$limits = [];
		$files  = (array) glob( __DIR__ . '/steps/*.json' );
		natsort( $files );
		foreach ( $files as $file ) {
			/** @var array<string, array{columns?: array<string, string>}> $tables */
			$tables = json_decode( (string) file_get_contents( (string) $file ), true );
			foreach ( $tables as $table => $parts ) {
				$limits[ $table ] = [ ...( $limits[ $table ] ?? [] ), ...array_filter( array_map( self::limit( ... ), $parts['columns'] ?? [] ), 'is_int' ) ];
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
