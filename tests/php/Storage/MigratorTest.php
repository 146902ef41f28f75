<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Tests\Storage;

use Aaia\Chatbot\Storage\DatabaseFailure;
use Aaia\Chatbot\Storage\Migrator;
use Aaia\Chatbot\Storage\SiteState;
use Aaia\Chatbot\Tests\SpareSiteTestCase;

/** On tables of another prefix: making tables commits on MariaDB, so a transaction cannot take them back. */
final class MigratorTest extends SpareSiteTestCase {

	public function test_a_new_site_gets_every_table_and_records_the_steps(): void {
		$migrator = $this->migrator();
		$this->assertFalse( $migrator->is_current() );
		$this->assertNotSame( [], $migrator->migrate() );
		$this->assertTrue( $this->migrator()->is_current() );
		$this->assertContains( $this->database()->table( 'conversations' ), $this->site->tables() );
		$this->assertSame( [], $this->migrator()->migrate(), 'Nothing is left to do.' );
	}

	public function test_every_step_can_run_again_and_changes_nothing(): void {
		$this->migrator()->migrate();
		$this->database()->update( 'counters', [ 'value' => 42 ], [ 'name' => 'events' ] );
		$tables = $this->site->tables();
		delete_option( SiteState::OPTION );
		$this->migrator()->migrate();
		$this->assertSame( $tables, $this->site->tables() );
		$this->assertSame(
			'42',
			$this->database()->value( 'SELECT value FROM %i WHERE name = %s', $this->database()->table( 'counters' ), 'events' ),
		);
	}

	public function test_a_migration_killed_after_any_statement_is_completed_by_the_next_run(): void {
		$this->migrator()->migrate();
		$whole      = $this->site->tables();
		$statements = $this->statements_of_a_migration();
		$this->assertGreaterThan( 10, $statements );
		for ( $survived = 0; $survived < $statements; $survived += 3 ) {
			$this->site->empty();
			$this->break_after( $survived );
			try {
				$this->migrator()->migrate();
				$this->fail( 'It should have been broken off.' );
			} catch ( DatabaseFailure ) {
				$this->assertFalse( $this->migrator()->is_current(), "After $survived statements." );
			}
			remove_all_filters( 'query' );
			$this->migrator()->migrate();
			$this->assertTrue( $this->migrator()->is_current() );
			$this->assertSame( $whole, $this->site->tables(), "After $survived statements." );
		}
	}

	private function migrator(): Migrator {
		return $this->plugin()->services->get( Migrator::class );
	}

	private function statements_of_a_migration(): int {
		$this->site->empty();
		$count = 0;
		add_filter( 'query', static function ( string $query ) use ( &$count ): string {
			$count += str_starts_with( $query, 'CREATE' ) || str_contains( $query, 'aaia_counters' ) ? 1 : 0;
			return $query;
		} );
		$this->migrator()->migrate();
		remove_all_filters( 'query' );
		return $count;
	}

	private function break_after( int $statements ): void {
		add_filter( 'query', static function ( string $query ) use ( &$statements ): string {
			if ( ( str_starts_with( $query, 'CREATE' ) || str_contains( $query, 'aaia_counters' ) ) && --$statements < 0 ) {
				throw new DatabaseFailure( 'Killed.' );
			}
			return $query;
		} );
	}
}
