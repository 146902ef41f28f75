<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Storage;

defined( 'ABSPATH' ) || exit;

/** Creates tables in the same words on both databases. */
final class Schema {

	public function __construct( private readonly Database $database ) {}

	/**
	 * Creates a table unless it is there.
	 *
	 * @param string                     $name    Short name, such as `messages`.
	 * @param array<string, string>      $columns Name => definition, in MySQL's words.
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
		$this->database->define( 'CREATE TABLE IF NOT EXISTS ' . $this->database->table( $name ) . ' (' . implode( ', ', [ ...$lines, ...$keys ] ) . ')' . $engine . $this->database->charset_collate() );
	}

	/** Removes a table; part of uninstalling with the owner's consent to delete everything. */
	public function drop( string $name ): void {
		$this->database->execute( 'DROP TABLE IF EXISTS %i', $this->database->table( $name ) );
	}
}
