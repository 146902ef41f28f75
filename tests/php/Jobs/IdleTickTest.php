<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Tests\Jobs;

use Aaia\Chatbot\Jobs\JobQueue;
use Aaia\Chatbot\Jobs\Worker;
use Aaia\Chatbot\Plugin;
use Aaia\Chatbot\Tests\TestCase;

/** Queries of a WP-Cron run when nothing is due. */
final class IdleTickTest extends TestCase {

	/** Works until a new site has read its pages and built its index. */
	private const FIRST_RUNS = 20;

	protected function setUp(): void {
		parent::setUp();
		for ( $run = 0; $run < self::FIRST_RUNS && $this->plugin()->services->get( Worker::class )->run( 20.0 ) > 0; $run++ ) {
			$this->database()->execute(
				'UPDATE %i SET run_at = %s WHERE state = %s',
				$this->database()->table( 'jobs' ),
				'2020-01-01 00:00:00',
				'queued',
			);
		}
		$this->database()->execute( 'DELETE FROM %i', $this->database()->table( 'jobs' ) );
	}

	public function test_an_idle_tick_runs_one_query(): void {
		$asked = $this->asked_by_a_tick();
		$this->assertCount( 1, $asked, implode( "\n", $asked ) );
		$this->assertStringStartsWith( 'SELECT', $asked[0] );
	}

	public function test_the_query_uses_indexes(): void {
		$this->fill_tables();
		[ $question ] = $this->asked_by_a_tick();
		$this->assertSame( [], $this->tables_read_whole( $question ) );
	}

	public function test_due_work_is_found_by_the_same_query(): void {
		$this->plugin()->services->get( JobQueue::class )->push( 'nobody.handles.this' );
		$this->assertGreaterThan( 1, count( $this->asked_by_a_tick() ) );
		$this->assertNotNull( $this->database()->value(
			'SELECT last_error FROM %i WHERE handler = %s',
			$this->database()->table( 'jobs' ),
			'nobody.handles.this',
		) );
	}

	/** @return list<string> */
	private function asked_by_a_tick(): array {
		$plugin = $this->plugin();
		wp_load_alloptions();
		$asked = [];
		$count = static function ( string $query ) use ( &$asked ): string {
			$asked[] = $query;
			return $query;
		};
		add_filter( 'query', $count );
		$plugin->work();
		remove_filter( 'query', $count );
		return $asked;
	}

	/** Fills the tables as on a busy site: other counters, future jobs and finished answers. */
	private function fill_tables(): void {
		for ( $i = 0; $i < 300; $i++ ) {
			$this->database()->insert( 'counters', [ 'name' => "other:$i" ] );
			$this->plugin()->services->get( JobQueue::class )->push( 'later', [], new \DateTimeImmutable( '+1 year' ) );
			$this->database()->insert(
				'turns',
				[
					'conversation_id' => 1,
					'visitor_id' => 1,
					'client_message_id' => "m$i",
					'state' => 'done',
					'locale' => 'en_US',
					'created_at' => '2026-01-01 00:00:00',
				],
			);
		}
	}

	/** @return list<string> Steps of the database's plan that go through all rows of a table; one row a subscriber is no reason to. */
	private function tables_read_whole( string $question ): array {
		// The hint is MariaDB's; the drop-in leaves it out.
		$question = $this->on_sqlite() ? (string) preg_replace( '/ FORCE INDEX \([^)]*\)/', '', $question ) : $question;
		$plan     = $this->on_sqlite()
			? array_column(
				self::wpdb()->__get( 'dbh' )->get_connection()->get_pdo()->query( "EXPLAIN QUERY PLAN $question" )->fetchAll( \PDO::FETCH_ASSOC ),
				'detail',
			)
			: array_map(
				static fn( array $step ): string => "{$step['type']} {$step['table']}",
				self::wpdb()->get_results( "EXPLAIN $question", ARRAY_A ),
			);
		$this->assertNotSame( [], $plan );
		return array_values( array_filter(
			$plan,
			static fn( string $step ): bool => 1 === preg_match( '/^(?:SCAN|ALL) \w*aaia_(?!event_cursors)/', $step ),
		) );
	}

	private function plugin(): Plugin {
		return new Plugin( WP_PLUGIN_DIR . '/aaia-chatbot/aaia-chatbot.php' );
	}
}
