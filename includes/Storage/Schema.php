<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Storage;

defined( 'ABSPATH' ) || exit;

/** Creates and alters tables on both databases. */
final class Schema {

	public function __construct( private readonly Database $database ) {}

	/**
	 * Creates a table unless it exists.
	 *
	 * @param string                     $name    Short name, such as `messages`.
	 * @param array<string, string>      $columns Name => definition, in MySQL's syntax.
	 * @param list<string>               $keys    Such as `PRIMARY KEY  (id)` or `KEY status (status, id)`.
	 *
	 * @throws DatabaseFailure
	 */
	public function create( string $name, array $columns, array $keys ): void {
		$lines = [];
		foreach ( $columns as $column => $definition ) {
			$lines[] = $column . ' ' . $definition;
		}
		$engine = $this->database->is_sqlite() ? '' : ' ENGINE=InnoDB ';
		$this->database->define(
			'CREATE TABLE IF NOT EXISTS ' . $this->database->table( $name ) . ' (' . implode( ', ', [ ...$lines, ...$keys ] )
				. ')' . $engine . $this->database->charset_collate(),
		);
	}

	/**
	 * Adds a column unless it exists.
	 *
	 * @throws DatabaseFailure
	 */
	public function add_column( string $table, string $column, string $definition ): void {
		$name = $this->database->table( $table );
		if ( [] === $this->database->rows( 'SHOW COLUMNS FROM %i LIKE %s', $name, $column ) ) {
			$this->database->define( "ALTER TABLE $name ADD COLUMN $column $definition" );
		}
	}

	/**
	 * Adds an index unless it exists.
	 *
	 * @param string $columns Such as `state, created_at`.
	 *
	 * @throws DatabaseFailure
	 */
	public function add_index( string $table, string $index, string $columns, bool $unique = false ): void {
		$name = $this->database->table( $table );
		if ( [] === $this->database->rows( 'SHOW INDEX FROM %i WHERE Key_name = %s', $name, $index ) ) {
			$this->database->define( "ALTER TABLE $name ADD " . ( $unique ? 'UNIQUE ' : '' ) . "INDEX $index ($columns)" );
		}
	}
}
