<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Tests\Harness;

/**
 * One database transaction around a whole test, always rolled back.
 *
 * While it is open, transactions of the code under test become savepoints, by rewriting their statements on the way to the
 * database. So the code runs as in life, with its own commits, and nothing is kept.
 */
final class OneTransaction {

	private const INSTEAD = [
		'START TRANSACTION' => 'SAVEPOINT aaia_test',
		'COMMIT'            => 'RELEASE SAVEPOINT aaia_test',
		'ROLLBACK'          => 'ROLLBACK TO SAVEPOINT aaia_test',
	];

	public function __construct( private readonly \wpdb $wpdb ) {}

	/** Opens it. */
	public function begin(): void {
		$this->wpdb->query( 'START TRANSACTION' );
		add_filter( 'query', [ $this, 'rewritten' ] );
	}

	/** Undoes everything since begin(). */
	public function undo(): void {
		remove_filter( 'query', [ $this, 'rewritten' ] );
		$this->wpdb->query( 'ROLLBACK' );
	}

	/** The statement as it may be sent inside the test's transaction. */
	public function rewritten( string $query ): string {
		return self::INSTEAD[ strtoupper( trim( $query ) ) ] ?? $query;
	}
}
