<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Tests\Storage;

use Aaia\Chatbot\Storage\Migration;
use Aaia\Chatbot\Storage\Migrator;
use Aaia\Chatbot\Storage\TableCheck;
use Aaia\Chatbot\Tests\SpareSiteTestCase;

/**
 * What each migration makes is kept in includes/Storage/steps, and may not change once it is there: sites have taken that step.
 *
 * A new step gets its file from `node tools/schema.mjs`, which runs this test with AAIA_WRITE_STEPS=1.
 */
final class FrozenStepsTest extends SpareSiteTestCase {

	public function test_every_step_makes_what_it_made_when_it_was_written(): void {
		$database = $this->database();
		$before   = [];
		foreach ( $this->steps() as $step ) {
			$step->up( $database );
			$after = $this->described();
			$made  = $this->difference( $before, $after );
			$this->keep_if_new( $step, $made );
			$this->assertFileExists( TableCheck::file( $step->version() ), 'A new step: run node tools/schema.mjs' );
			$this->assertSame( $this->kept( $step ), $made, $step::class . ' is frozen: put changes into a new step.' );
			$before = $after;
		}
	}

	public function test_no_step_is_missing_and_no_two_share_a_number(): void {
		$versions = array_map( static fn( Migration $step ): int => $step->version(), $this->steps() );
		$files    = array_map(
			static fn( string $file ): int => (int) basename( $file, '.json' ),
			(array) glob( dirname( TableCheck::file( 0 ) ) . '/*.json' ),
		);
		sort( $files );
		$this->assertSame( $files, $versions );
		$this->assertSame( $versions, array_values( array_unique( $versions ) ) );
	}

	/**
	 * Columns and indexes that a step added or changed; what it took away is `null`, which no step may do.
	 *
	 * @param array<string, array<string, array<string, string>>> $before
	 * @param array<string, array<string, array<string, string>>> $after
	 *
	 * @return array<string, array<string, array<string, ?string>>>
	 */
	private function difference( array $before, array $after ): array {
		$made = array_fill_keys( array_keys( array_diff_key( $before, $after ) ), [ 'columns' => [ '*' => null ] ] );
		foreach ( $after as $name => $table ) {
			foreach ( $table as $kind => $parts ) {
				$was   = $before[ $name ][ $kind ] ?? [];
				$parts = array_diff_assoc( $parts, $was ) + array_fill_keys( array_keys( array_diff_key( $was, $parts ) ), null );
				if ( [] !== $parts ) {
					$made[ $name ][ $kind ] = $parts;
				}
			}
		}
		ksort( $made );
		return $made;
	}

	/** @return array<string, array{columns: array<string, string>, indexes: array<string, string>}> */
	private function described(): array {
		$check  = new TableCheck( $this->database(), [] );
		$tables = [];
		foreach ( $this->site->tables() as $table ) {
			$name            = substr( $table, strlen( $this->wpdb->prefix . 'aaia_' ) );
			$tables[ $name ] = $check->description( $name );
		}
		return $tables;
	}

	/** @return list<Migration> */
	private function steps(): array {
		return $this->plugin()->services->get( Migrator::class )->make_in_order();
	}

	private function kept( Migration $step ): mixed {
		return json_decode( (string) file_get_contents( TableCheck::file( $step->version() ) ), true );
	}

	/** @param array<string, mixed> $made */
	private function keep_if_new( Migration $step, array $made ): void {
		if ( '1' === getenv( 'AAIA_WRITE_STEPS' ) && ! is_file( TableCheck::file( $step->version() ) ) ) {
			file_put_contents(
				TableCheck::file( $step->version() ),
				json_encode( $made, JSON_PRETTY_PRINT | JSON_UNESCAPED_SLASHES | JSON_THROW_ON_ERROR ) . "\n",
			);
		}
	}
}
