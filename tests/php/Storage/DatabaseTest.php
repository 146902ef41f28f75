<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Tests\Storage;

use Aaia\Chatbot\Storage\Database;
use Aaia\Chatbot\Storage\DatabaseFailure;
use Aaia\Chatbot\Tests\TestCase;

final class DatabaseTest extends TestCase {

	private Database $database;

	protected function setUp(): void {
		parent::setUp();
		$this->database = $this->database();
	}

	public function test_a_failed_savepoint_is_rolled_back_and_the_transaction_around_it_stays(): void {
		$this->database->transaction(
			function (): void {
				$this->put( 'outer', 1 );
				try {
					$this->database->transaction(
						function (): void {
							$this->put( 'inner', 1 );
							throw new \RuntimeException( 'No.' );
						}
					);
				} catch ( \RuntimeException ) {
					$this->put( 'after', 1 );
				}
			}
		);
		$this->assertSame( [ 1, 0, 1 ], [ $this->get( 'outer' ), $this->get( 'inner' ), $this->get( 'after' ) ] );
		$this->assertFalse( $this->database->in_transaction() );
	}

	public function test_a_failed_transaction_rolls_back_its_savepoints(): void {
		try {
			$this->database->transaction(
				function (): void {
					$this->database->transaction( fn() => $this->put( 'inner', 1 ) );
					throw new \RuntimeException( 'No.' );
				}
			);
		} catch ( \RuntimeException $failure ) {
			$this->assertSame( 'No.', $failure->getMessage() );
		}
		$this->assertSame( 0, $this->get( 'inner' ) );
		$this->assertFalse( $this->database->has_committed() );
	}

	public function test_last_writes_run_in_order_just_before_the_outermost_commit(): void {
		$order = [];
		$this->database->transaction(
			function () use ( &$order ): void {
				$this->database->before_commit( function () use ( &$order ): void {
					$order[] = 'first';
				} );
				$this->database->transaction(
					function () use ( &$order ): void {
						$this->database->before_commit( function () use ( &$order ): void {
							$order[] = 'second';
						} );
					}
				);
				$order[] = 'work';
			}
		);
		$this->assertSame( [ 'work', 'first', 'second' ], $order );
	}

	public function test_last_writes_of_a_rolled_back_savepoint_are_dropped(): void {
		$written = [];
		$note    = function ( string $what ) use ( &$written ): void {
			$this->database->before_commit( function () use ( &$written, $what ): void {
				$written[] = $what;
			} );
		};
		$this->database->transaction(
			function () use ( $note ): void {
				$note( 'kept before' );
				$this->database->transaction( fn() => $note( 'kept inside' ) );
				try {
					$this->database->transaction(
						function () use ( $note ): void {
							$note( 'dropped' );
							$this->database->transaction( fn() => $note( 'dropped with it' ) );
							throw new \RuntimeException( 'No.' );
						}
					);
				} catch ( \RuntimeException ) {
					$note( 'kept after' );
				}
			}
		);
		$this->assertSame( [ 'kept before', 'kept inside', 'kept after' ], $written );
	}

	public function test_last_writes_never_reach_the_next_transaction(): void {
		$written = 0;
		try {
			$this->database->transaction(
				function () use ( &$written ): void {
					$this->database->before_commit( function () use ( &$written ): void {
						++$written;
					} );
					throw new \RuntimeException( 'No.' );
				}
			);
		} catch ( \RuntimeException ) {
			$this->database->transaction( fn() => $this->put( 'next', 1 ) );
		}
		$this->assertSame( 0, $written );
	}

	public function test_a_transaction_that_conflicts_with_other_writers_is_retried_whole(): void {
		$tries = 0;
		$this->database->transaction(
			function () use ( &$tries ): void {
				$this->put( 'once', $this->get( 'once' ) + 1 );
				if ( ++$tries < 3 ) {
					throw new DatabaseFailure( 'Deadlock found when trying to get lock; try restarting transaction' );
				}
			}
		);
		$this->assertSame( [ 3, 1 ], [ $tries, $this->get( 'once' ) ] );
	}

	public function test_only_the_outermost_transaction_is_retried(): void {
		$inner = 0;
		$outer = 0;
		$this->database->transaction(
			function () use ( &$inner, &$outer ): void {
				++$outer;
				$this->database->transaction(
					function () use ( &$inner ): void {
						if ( 1 === ++$inner ) {
							throw new DatabaseFailure( 'Deadlock found' );
						}
					}
				);
			}
		);
		$this->assertSame( [ 2, 2 ], [ $inner, $outer ] );
	}

	public function test_other_failures_are_not_retried(): void {
		$tries = 0;
		$this->expectException( DatabaseFailure::class );
		try {
			$this->database->transaction(
				function () use ( &$tries ): void {
					++$tries;
					throw new DatabaseFailure( 'Table full' );
				}
			);
		} finally {
			$this->assertSame( 1, $tries );
		}
	}

	public function test_a_single_statement_that_conflicts_with_other_writers_is_retried(): void {
		$refusals = 2;
		add_filter(
			'query',
			static function ( string $query ) use ( &$refusals ): string {
				if ( str_starts_with( $query, 'UPDATE' ) && $refusals-- > 0 ) {
					throw new DatabaseFailure( 'database is locked' );
				}
				return $query;
			}
		);
		$this->put( 'name', 7 );
		$this->assertSame( 7, $this->get( 'name' ) );
	}

	public function test_a_refused_statement_throws_and_never_returns_an_empty_result(): void {
		$this->put( 'something', 1 );
		foreach (
			[
				fn() => $this->database->rows( 'SELECT * FROM %i', $this->database->table( 'no_such_table' ) ),
				fn() => $this->database->execute( 'UPDATE %i SET a = 1', $this->database->table( 'no_such_table' ) ),
				fn() => $this->database->insert( 'no_such_table', [ 'a' => 1 ] ),
				fn() => $this->database->insert_new( 'no_such_table', [ 'a' => 1 ] ),
				fn() => $this->database->update( 'no_such_table', [ 'a' => 1 ], [ 'b' => 1 ] ),
				fn() => $this->database->delete( 'no_such_table', [ 'b' => 1 ] ),
			] as $number => $statement
		) {
			try {
				$statement();
				$this->fail( "Statement $number was not reported." );
			} catch ( DatabaseFailure $failure ) {
				$this->assertNotSame( '', $failure->getMessage() );
			}
		}
	}

	public function test_a_statement_that_another_plugin_suppresses_throws(): void {
		$this->get( 'fills the last result' );
		add_filter( 'query', static fn( string $query ): string => str_starts_with( $query, 'SELECT' ) ? '' : $query );
		$this->expectException( DatabaseFailure::class );
		$this->database->rows( 'SELECT name FROM %i', $this->database->table( 'counters' ) );
	}

	public function test_an_existing_row_is_not_changed_and_distinguished_from_a_new_one(): void {
		$this->assertNotNull( $this->database->insert_new( 'counters', [ 'name' => 'fresh', 'value' => 5 ] ) );
		$this->assertNull( $this->database->insert_new( 'counters', [ 'name' => 'fresh', 'value' => 9 ] ) );
		$this->assertSame( 5, $this->get( 'fresh' ) );
	}

	public function test_values_including_null_are_read_as_they_were_written(): void {
		$id = $this->database->insert( 'jobs', [
			'handler'    => 'été « 100 % » \\ %s',
			'payload'    => '{"emoji":"🚲"}',
			'state'      => 'queued',
			'last_error' => null,
			'run_at'     => '2026-03-02 09:00:00',
			'created_at' => '2026-03-02 09:00:00',
		] );
		$this->assertSame(
			1,
			$this->database->update(
				'jobs',
				[ 'attempts' => 3, 'lease_token' => null, 'last_error' => 'Non.' ],
				[ 'id' => $id, 'lease_token' => null ],
			),
		);
		$row = $this->database->row(
			'SELECT handler, payload, attempts, lease_token, last_error FROM %i WHERE id = %d',
			$this->database->table( 'jobs' ),
			$id,
		);
		$this->assertSame(
			[ 'été « 100 % » \\ %s', '{"emoji":"🚲"}', 3, null, 'Non.' ],
			[
				$row['handler'] ?? '',
				$row['payload'] ?? '',
				(int) ( $row['attempts'] ?? 0 ),
				$row['lease_token'] ?? null,
				$row['last_error'] ?? '',
			],
		);
		$this->assertSame( 0, $this->database->delete( 'jobs', [ 'id' => $id, 'last_error' => null ] ) );
		$this->assertSame( 1, $this->database->delete( 'jobs', [ 'id' => $id, 'lease_token' => null ] ) );
	}

	public function test_a_text_that_does_not_fit_is_refused_and_never_cut(): void {
		$database = $this->wired()->get( Database::class );
		$id       = $database->insert( 'counters', [ 'name' => str_repeat( 'é', 40 ), 'value' => 1 ] );
		foreach (
			[
				fn() => $database->insert( 'counters', [ 'name' => str_repeat( 'b', 41 ), 'value' => 1 ] ),
				fn() => $database->insert_new( 'counters', [ 'name' => str_repeat( 'b', 41 ), 'value' => 1 ] ),
				fn() => $database->update( 'counters', [ 'name' => str_repeat( 'b', 41 ) ], [ 'name' => 'writer' ] ),
				fn() => $database->update( 'messages', [ 'text' => str_repeat( 'b', 17_000_000 ) ], [ 'id' => $id ] ),
			] as $number => $write
		) {
			try {
				$write();
				$this->fail( "Write $number was not refused." );
			} catch ( DatabaseFailure $failure ) {
				$this->assertStringContainsString( 'too long', $failure->getMessage() );
			}
		}
		$this->assertSame( '0', $database->value( 'SELECT COUNT(*) FROM %i WHERE name LIKE %s', $database->table( 'counters' ), 'bbb%' ) );
	}

	public function test_no_statement_queries_the_columns_of_a_table(): void {
		$services = $this->wired();
		$database = $services->get( Database::class );
		$asked    = [];
		add_filter( 'query', static function ( string $query ) use ( &$asked ): string {
			$asked[] = $query;
			return $query;
		} );
		$database->insert( 'counters', [ 'name' => 'été', 'value' => 1 ] );
		$database->update( 'counters', [ 'value' => 2 ], [ 'name' => 'été' ] );
		$database->value( 'SELECT value FROM %i WHERE name = %s', $database->table( 'counters' ), 'été' );
		$database->execute( 'UPDATE %i SET last_error = %s WHERE id = 0', $database->table( 'jobs' ), 'Échec' );
		$database->delete( 'counters', [ 'name' => 'été' ] );
		$this->assertCount( 5, $asked, implode( "\n", $asked ) );
	}

	public function test_a_transaction_whose_connection_was_replaced_does_not_go_on(): void {
		if ( $this->on_sqlite() ) {
			$this->markTestSkipped( 'SQLite has no server whose connection could break.' );
		}
		$database = new Database( $this->second_connection() );
		$this->expectException( DatabaseFailure::class );
		$this->expectExceptionMessage( 'connection' );
		$database->transaction(
			function () use ( $database ): void {
				$database->update( 'counters', [ 'value' => 1 ], [ 'name' => 'writer' ] );
				self::wpdb()->query( 'KILL ' . $database->value( 'SELECT CONNECTION_ID()' ) );
				$database->value( 'SELECT 1' );
			}
		);
	}

	private function second_connection(): \wpdb {
		$wpdb = new \wpdb( constant( 'DB_USER' ), constant( 'DB_PASSWORD' ), constant( 'DB_NAME' ), constant( 'DB_HOST' ) );
		$wpdb->set_prefix( self::wpdb()->prefix );
		return $wpdb;
	}

	private function put( string $name, int $value ): void {
		$this->database->insert_new( 'counters', [ 'name' => $name ] );
		$this->database->update( 'counters', [ 'value' => $value ], [ 'name' => $name ] );
	}

	private function get( string $name ): int {
		return (int) $this->database->value( 'SELECT value FROM %i WHERE name = %s', $this->database->table( 'counters' ), $name );
	}
}
