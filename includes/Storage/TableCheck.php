<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Storage;

defined( 'ABSPATH' ) || exit;

/**
 * Compares a site's tables with the schema its migrations made, and creates what is missing.
 *
 * The result of each step is described in `steps/{version}.json`, written by `node tools/schema.mjs` and verified by a test.
 * A repair does not run steps again: some of them move data, which must happen once.
 *
 * @phpstan-type Table array{columns: array<string, string>, indexes: array<string, string>}
 */
final class TableCheck {

	/** @param list<int> $versions Steps whose tables are expected. */
	public function __construct(
		private readonly Database $database,
		private readonly array $versions,
	) {}

	/** @return list<string> Short names of all tables that the steps made, such as `messages`. */
	public function names(): array {
		return array_keys( $this->expected() );
	}

	/** @return list<string> Short names of the tables that have a column. */
	public function with_column( string $column ): array {
		return array_keys( array_filter( $this->expected(), static fn( array $table ): bool => isset( $table['columns'][ $column ] ) ) );
	}

	/**
	 * Lists the missing tables, columns and indexes.
	 *
	 * @return array{tables: list<string>, columns: list<string>, indexes: list<string>} Columns and indexes as `table.name`.
	 *
	 * @throws DatabaseFailure
	 */
	public function missing(): array {
		$missing = [ 'tables' => [], 'columns' => [], 'indexes' => [] ];
		foreach ( $this->expected() as $name => $table ) {
			if ( ! $this->exists( $name ) ) {
				$missing['tables'][] = $name;
				continue;
			}
			$actual = $this->description( $name );
			foreach ( [ 'columns', 'indexes' ] as $kind ) {
				foreach ( array_keys( array_diff_key( $table[ $kind ], $actual[ $kind ] ) ) as $part ) {
					$missing[ $kind ][] = $name . '.' . $part;
				}
			}
		}
		return $missing;
	}

	/**
	 * Creates what is missing, empty.
	 *
	 * New tables number their rows from the Unix time on. That is above every id given before, which other tables and browsers may
	 * still refer to; otherwise a new conversation would get the messages of a lost one.
	 *
	 * @return array{tables: list<string>, columns: list<string>, indexes: list<string>} What was created.
	 *
	 * @throws DatabaseFailure
	 */
	public function repair(): array {
		$missing  = $this->missing();
		$expected = $this->expected();
		foreach ( $missing['tables'] as $name ) {
			( new Schema( $this->database ) )->create( $name, $expected[ $name ]['columns'], array_values( $expected[ $name ]['indexes'] ) );
			if ( str_contains( implode( ' ', $expected[ $name ]['columns'] ), 'AUTO_INCREMENT' ) ) {
				$this->database->define( 'ALTER TABLE ' . $this->database->table( $name ) . ' AUTO_INCREMENT = ' . time() );
			}
		}
		foreach ( $missing['columns'] as $column ) {
			[ $name, $part ] = explode( '.', $column, 2 );
			$this->database->define(
				'ALTER TABLE ' . $this->database->table( $name ) . " ADD COLUMN $part " . $expected[ $name ]['columns'][ $part ],
			);
		}
		foreach ( $missing['indexes'] as $index ) {
			[ $name, $part ] = explode( '.', $index, 2 );
			$this->database->define( 'ALTER TABLE ' . $this->database->table( $name ) . ' ADD ' . $expected[ $name ]['indexes'][ $part ] );
		}
		return $missing;
	}

	/**
	 * Creates the tables empty under other names, beside those in use.
	 *
	 * @param string       $before Put before each short name.
	 * @param list<string> $names  Of these tables only.
	 *
	 * @throws DatabaseFailure
	 */
	public function create_beside( string $before, array $names ): void {
		foreach ( array_intersect_key( $this->expected(), array_flip( $names ) ) as $name => $table ) {
			( new Schema( $this->database ) )->create( $before . $name, $table['columns'], array_values( $table['indexes'] ) );
		}
	}

	/**
	 * Describes a table in the syntax of CREATE TABLE, the same on both databases.
	 *
	 * @return Table
	 *
	 * @throws DatabaseFailure When the table does not exist.
	 */
	public function description( string $name ): array {
		$columns = [];
		foreach ( $this->database->rows( 'SHOW COLUMNS FROM %i', $this->database->table( $name ) ) as $row ) {
			$columns[ (string) $row['Field'] ] = $this->column( $row );
		}
		$indexes = [];
		foreach ( $this->database->rows( 'SHOW INDEX FROM %i', $this->database->table( $name ) ) as $row ) {
			$indexes[ (string) $row['Key_name'] ]['unique']                         = '0' === $row['Non_unique'];
			$indexes[ (string) $row['Key_name'] ]['parts'][ (int) $row['Seq_in_index'] ] = $row['Column_name']
				. ( null === $row['Sub_part'] ? '' : "({$row['Sub_part']})" );
		}
		foreach ( $indexes as $index => $of ) {
			ksort( $of['parts'] );
			$kind              = 'PRIMARY' === $index ? 'PRIMARY KEY' : ( $of['unique'] ? "UNIQUE KEY $index" : "KEY $index" );
			$indexes[ $index ] = $kind . ' (' . implode( ', ', $of['parts'] ) . ')';
		}
		ksort( $indexes );
		return [ 'columns' => $columns, 'indexes' => $indexes ];
	}

	/**
	 * One column's definition. Display widths of integers, and `1.00` for `1`, are normalised because they differ between databases.
	 *
	 * @param array<string, ?string> $row Of SHOW COLUMNS.
	 */
	private function column( array $row ): string {
		$type    = (string) preg_replace( '/\b((?:big|medium|small|tiny)?int)\(\d+\)/', '$1', (string) $row['Type'] );
		$default = is_numeric( $row['Default'] ) ? (string) ( 0 + $row['Default'] ) : trim( (string) $row['Default'], "'" );
		return strtoupper( $type )
			. ( 'NO' === $row['Null'] ? ' NOT NULL' : ' NULL' )
			. ( null === $row['Default'] || 'NULL' === $row['Default'] ? '' : ' DEFAULT ' . ( is_numeric( $default ) ? $default : "'$default'" ) )
			. ( 'auto_increment' === strtolower( (string) $row['Extra'] ) ? ' AUTO_INCREMENT' : '' );
	}

	private function exists( string $name ): bool {
		return null !== $this->database->value( 'SHOW TABLES LIKE %s', $this->database->like( $this->database->table( $name ) ) );
	}

	/** @return array<string, Table> The combined result of all steps, by short name. */
	private function expected(): array {
		$tables = [];
		foreach ( $this->versions as $version ) {
			foreach ( self::step( $version ) as $name => $parts ) {
				foreach ( $parts as $kind => $definitions ) {
					$tables[ $name ][ $kind ] = array_merge( $tables[ $name ][ $kind ] ?? [], $definitions );
				}
			}
		}
		return array_map( static fn( array $table ): array => $table + [ 'columns' => [], 'indexes' => [] ], $tables );
	}

	/** Path of the description of a step. */
	public static function file( int $version ): string {
		return __DIR__ . '/steps/' . $version . '.json';
	}

	/** @return array<string, array<'columns'|'indexes', array<string, string>>> What one step made, by short name of the table. */
	private static function step( int $version ): array {
		$step = is_file( self::file( $version ) ) ? wp_json_file_decode( self::file( $version ), [ 'associative' => true ] ) : null;
		return is_array( $step ) ? $step : [];
	}
}
