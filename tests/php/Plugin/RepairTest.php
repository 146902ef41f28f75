<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Tests\Plugin;

use Aaia\Chatbot\Cli\MigrateCommand;
use Aaia\Chatbot\Events\EventLog;
use Aaia\Chatbot\Events\EventType;
use Aaia\Chatbot\Jobs\JobQueue;
use Aaia\Chatbot\Jobs\Worker;
use Aaia\Chatbot\Plugin;
use Aaia\Chatbot\Plugin\Lifecycle;
use Aaia\Chatbot\Plugin\TableNotices;
use Aaia\Chatbot\Storage\Database;
use Aaia\Chatbot\Storage\DatabaseFailure;
use Aaia\Chatbot\Storage\Migrator;
use Aaia\Chatbot\Tests\Harness\CliRecord;
use Aaia\Chatbot\Tests\SpareSiteTestCase;

/** Sites whose options record our tables while these are missing: clones, backups without them, manual deletion. */
final class RepairTest extends SpareSiteTestCase {

	protected function setUp(): void {
		parent::setUp();
		$this->plugin()->services->get( Lifecycle::class )->activate();
	}

	protected function tearDown(): void {
		wp_clear_scheduled_hook( Lifecycle::REPAIR );
		parent::tearDown();
	}

	public function test_a_clone_without_any_of_our_tables_can_be_activated(): void {
		$tables = $this->site->tables();
		$this->lose( ...$tables );
		$this->plugin()->services->get( Lifecycle::class )->activate();
		$this->assertSame( $tables, $this->site->tables() );
		$this->assertContains( 'conversations', $this->plugin()->services->get( Lifecycle::class )->loss()['parts'] ?? [] );
		$this->assertSame( [], $this->plugin()->services->get( Lifecycle::class )->missing() );
	}

	public function test_a_missing_table_is_made_again_named_and_the_others_keep_what_they_hold(): void {
		$this->store_a_message( 1 );
		$this->lose( 'spare_aaia_alerts' );
		$this->assertSame( [ 'made' => [ 'alerts' ], 'steps' => [] ], $this->plugin()->services->get( Lifecycle::class )->repair() );
		$this->assertSame( '1', $this->wpdb->get_var( 'SELECT COUNT(*) FROM spare_aaia_messages' ) );
		$this->assertSame( [ 'alerts' ], $this->plugin()->services->get( Lifecycle::class )->loss()['parts'] ?? [] );
		$this->assertSame(
			[ 'made' => [], 'steps' => [] ],
			$this->plugin()->services->get( Lifecycle::class )->repair(),
			'Nothing is left to do.',
		);
	}

	public function test_the_command_makes_a_lost_table_again_and_says_so(): void {
		CliRecord::clear();
		$this->lose( 'spare_aaia_alerts' );
		( $this->plugin()->services->get( MigrateCommand::class ) )();
		$this->assertStringContainsString( 'created again, empty: alerts.', CliRecord::$said[0] ?? '' );
		$this->assertSame( 'Success: The tables are those of this release.', CliRecord::$said[1] ?? '' );
		$this->assertSame( [], $this->plugin()->services->get( Lifecycle::class )->missing() );
	}

	public function test_missing_columns_and_indexes_come_back_as_their_steps_made_them(): void {
		$check  = $this->plugin()->services->get( Migrator::class )->check_all();
		$before = [ $check->description( 'jobs' ), $check->description( 'knowledge_documents' ) ];
		$this->wpdb->query( 'ALTER TABLE spare_aaia_knowledge_documents DROP COLUMN excluded' );
		$this->wpdb->query( 'ALTER TABLE spare_aaia_jobs DROP INDEX stale' );
		$this->wpdb->query( 'ALTER TABLE spare_aaia_jobs DROP INDEX unique_key' );
		$this->assertSame(
			[ 'jobs.stale', 'jobs.unique_key', 'knowledge_documents.excluded' ],
			$this->sorted( $this->plugin()->services->get( Lifecycle::class )->missing() ),
		);
		$this->assertSame(
			[ 'knowledge_documents.excluded' ],
			$this->plugin()->services->get( Lifecycle::class )->repair()['made'],
			'An index holds no data of its own.',
		);
		$this->assertEquals( $before, [ $check->description( 'jobs' ), $check->description( 'knowledge_documents' ) ] );
	}

	public function test_a_new_conversation_does_not_take_over_messages_of_one_that_was_lost(): void {
		$this->store_a_message( 1 );
		$this->lose( 'spare_aaia_conversations' );
		$this->plugin()->services->get( Lifecycle::class )->repair();
		$this->wpdb->insert( 'spare_aaia_conversations', [ 'public_id' => 'new', 'created_at' => '2026-01-01 00:00:00' ] );
		$this->assertSame(
			'0',
			$this->wpdb->get_var( "SELECT COUNT(*) FROM spare_aaia_messages WHERE conversation_id = {$this->wpdb->insert_id}" ),
		);
		$this->assertGreaterThan( 1_700_000_000, $this->wpdb->insert_id );
	}

	public function test_events_are_never_numbered_below_those_that_browsers_have_seen(): void {
		$this->happens();
		$seen = $this->plugin()->services->get( EventLog::class )->last_id();
		$this->lose( 'spare_aaia_counters', 'spare_aaia_events', 'spare_aaia_event_cursors' );
		$this->plugin()->services->get( Lifecycle::class )->repair();
		$this->happens();
		$this->assertGreaterThan( $seen, $this->plugin()->services->get( EventLog::class )->last_id() );
		$this->assertSame(
			$this->plugin()->services->get( EventLog::class )->last_id(),
			$this->plugin()->services->get( EventLog::class )->first_id(),
		);
		$this->assertGreaterThanOrEqual( 0, $this->plugin()->services->get( Worker::class )->run( 1.0 ) );
	}

	public function test_a_request_that_misses_a_table_schedules_a_repair_by_wp_cron(): void {
		$this->lose( 'spare_aaia_jobs' );
		$plugin = $this->plugin();
		$this->miss( $plugin );
		$plugin->finish();
		$this->assertNotFalse( wp_next_scheduled( Lifecycle::REPAIR ) );
		$this->assertSame( [ 'jobs' ], $this->plugin()->services->get( Lifecycle::class )->missing() );
		$this->plugin()->services->get( Lifecycle::class )->repair_if_needed();
		$this->assertSame( [], $this->plugin()->services->get( Lifecycle::class )->missing() );
	}

	public function test_without_wp_cron_the_next_page_of_wp_admin_repairs(): void {
		$this->lose( 'spare_aaia_jobs' );
		$this->plugin()->services->get( Lifecycle::class )->schedule_repair();
		$this->plugin()->services->get( Lifecycle::class )->upgrade();
		$this->assertSame(
			[ 'jobs' ],
			$this->plugin()->services->get( Lifecycle::class )->missing(),
			'A visitor’s page does not wait for it.',
		);
		set_current_screen( 'dashboard' );
		$this->plugin()->services->get( Lifecycle::class )->upgrade();
		unset( $GLOBALS['current_screen'] );
		$this->assertSame( [], $this->plugin()->services->get( Lifecycle::class )->missing() );
		$this->assertFalse( wp_next_scheduled( Lifecycle::REPAIR ) );
	}

	public function test_site_health_names_what_is_missing_repairs_it_and_says_what_is_gone_until_that_was_seen(): void {
		$notices = new TableNotices( $this->plugin()->services->get( Lifecycle::class ) );
		$this->assertSame( 'good', $notices->test()['status'] );
		$this->lose( 'spare_aaia_messages' );
		$result = $notices->test();
		$this->assertSame( 'critical', $result['status'] );
		$this->assertStringContainsString( 'messages', $result['description'] );
		$this->press( $notices, $result['actions'] );

		$result = $notices->test();
		$this->assertSame( 'recommended', $result['status'] );
		$this->assertStringContainsString( 'messages. What they contained is lost', $result['description'] );
		$this->press( $notices, $result['actions'] );
		$this->assertSame( 'good', $notices->test()['status'] );
	}

	public function test_steps_that_move_data_do_not_run_again_in_a_repair(): void {
		$this->wpdb->insert(
			'spare_aaia_model_usage',
			[ 'day' => '2026-01-01', 'source' => 'chat', 'model' => 'm', 'requests' => 5, 'input_tokens' => 1, 'output_tokens' => 1 ],
		);
		$this->lose( 'spare_aaia_alerts' );
		$this->plugin()->services->get( Lifecycle::class )->repair();
		$this->assertSame( '0', $this->wpdb->get_var( 'SELECT COUNT(*) FROM spare_aaia_model_costs' ) );
	}

	private function press( TableNotices $notices, string $button ): void {
		$this->assertSame( 1, preg_match( '/_wpnonce=(\w+)/', html_entity_decode( $button ), $nonce ) );
		$_REQUEST['_wpnonce'] = $nonce[1];
		add_filter( 'user_has_cap', static fn( array $has ): array => [ 'manage_options' => true ] + $has, 1 );
		add_filter( 'wp_redirect', '__return_false' );
		$notices->handle_button();
		$_REQUEST = [];
	}

	/** A request that reads a missing table. */
	private function miss( Plugin $plugin ): void {
		try {
			$plugin->services->get( JobQueue::class )->dead();
			$this->fail( 'The table is there.' );
		} catch ( DatabaseFailure $failure ) {
			$this->assertTrue( $failure->is_missing_table() );
		}
	}

	private function happens(): void {
		$services = $this->plugin()->services;
		$services->get( Database::class )
			->transaction( static fn() => $services->get( EventLog::class )->append( EventType::ConversationUpdated, 1 ) );
	}

	private function store_a_message( int $conversation ): void {
		$this->wpdb->insert(
			'spare_aaia_messages',
			[ 'conversation_id' => $conversation, 'public_id' => 'old', 'parts' => '[]', 'created_at' => '2026-01-01 00:00:00' ],
		);
		$this->assertSame( '', $this->wpdb->last_error );
	}

	private function lose( string ...$tables ): void {
		foreach ( $tables as $table ) {
			$this->wpdb->query( "DROP TABLE $table" );
		}
	}

	/**
	 * @param list<string> $names
	 *
	 * @return list<string>
	 */
	private function sorted( array $names ): array {
		sort( $names );
		return $names;
	}
}
