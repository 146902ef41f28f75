<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Tests\Plugin;

use Aaia\Chatbot\Channels\Web\PublicName;
use Aaia\Chatbot\Channels\Web\PublicPicture;
use Aaia\Chatbot\Plugin\Lifecycle;
use Aaia\Chatbot\Plugin\NetworkSites;
use Aaia\Chatbot\Settings\Settings;
use Aaia\Chatbot\Storage\Database;
use Aaia\Chatbot\Storage\Migrator;
use Aaia\Chatbot\Tests\SpareSiteTestCase;

/** Installation, upgrade, deactivation and removal, on separate tables (see SpareSite). */
final class LifecycleTest extends SpareSiteTestCase {

	protected function setUp(): void {
		parent::setUp();
		wp_clear_scheduled_hook( Lifecycle::CRON );
		add_filter( 'wp_die_handler', static fn(): \Closure => static function ( mixed $message ): never {
			throw new \DomainException( is_string( $message ) ? $message : 'wp_die' );
		} );
	}

	public function test_a_site_that_has_no_tables_yet_gets_them_with_its_first_request(): void {
		$this->lifecycle()->upgrade();
		$this->assertNotSame( [], $this->site->tables() );
		$this->assertNotFalse( wp_next_scheduled( Lifecycle::CRON ) );
	}

	public function test_a_request_of_a_site_that_is_ready_asks_the_database_nothing(): void {
		$this->lifecycle()->upgrade();
		$lifecycle = $this->lifecycle();
		wp_load_alloptions();
		$before = $this->wpdb->num_queries;
		$lifecycle->upgrade();
		$this->assertSame( $before, $this->wpdb->num_queries );
	}

	public function test_deactivation_removes_the_cron_event_and_activation_adds_it(): void {
		$this->lifecycle()->activate();
		$this->lifecycle()->deactivate( false );
		$this->assertFalse( wp_next_scheduled( Lifecycle::CRON ) );
		$this->assertNotSame( [], $this->site->tables(), 'Nothing is lost by switching off.' );
		$this->lifecycle()->upgrade();
		$this->assertNotFalse( wp_next_scheduled( Lifecycle::CRON ), 'Also on a site of a network, where nobody calls the activation.' );
	}

	public function test_removal_keeps_everything_unless_the_owner_wanted_it_gone(): void {
		$this->lifecycle()->activate();
		$tables = $this->site->tables();
		$this->plugin()->services->get( Settings::class )->save( [ 'widget_enabled' => true ] );
		$this->plugin()->uninstall();
		$this->assertSame( $tables, $this->site->tables() );
		$this->assertTrue( $this->plugin()->services->get( Settings::class )->bool( 'widget_enabled' ) );
		$this->assertFalse( wp_next_scheduled( Lifecycle::CRON ) );
	}

	public function test_removal_with_the_owners_consent_leaves_nothing(): void {
		$this->lifecycle()->activate();
		$this->plugin()->services
			->get( Settings::class )
			->save( [ 'delete_on_uninstall' => true, 'widget_enabled' => true, 'base_url' => 'https://api.example.com', 'api_key' => 'sk-one' ] );
		set_transient( 'aaia_chatbot_llm_test', 'x', 60 );
		$this->wpdb->insert( $this->wpdb->postmeta, [ 'post_id' => 1, 'meta_key' => '_aaia_exclude', 'meta_value' => '1' ] );
		$this->wpdb->insert(
			$this->wpdb->usermeta,
			[ 'user_id' => 1, 'meta_key' => $this->wpdb->prefix . PublicName::OPTION, 'meta_value' => 'Ada' ],
		);
		get_role( 'editor' )?->add_cap( 'aaia_view_conversations' );
		$folder = wp_upload_dir()['basedir'] . '/' . PublicPicture::FOLDER;
		wp_mkdir_p( $folder );
		file_put_contents( $folder . '/agent-abc.jpg', 'x' );
		$this->assertNotSame( [], $this->site->options() );
		$this->plugin()->uninstall();
		wp_cache_flush();
		$this->assertDirectoryDoesNotExist( $folder );
		$this->assertFalse( get_role( 'editor' )?->has_cap( 'aaia_view_conversations' ) );
		$this->assertSame( [], $this->site->tables() );
		$this->assertSame( [], $this->site->options() );
		$this->assertFalse( wp_next_scheduled( Lifecycle::CRON ) );
		$this->assertSame( '0', $this->wpdb->get_var( "SELECT COUNT(*) FROM {$this->wpdb->postmeta}" ) );
		$this->assertSame( '0', $this->wpdb->get_var( "SELECT COUNT(*) FROM {$this->wpdb->usermeta}" ) );
	}

	public function test_what_belongs_to_others_is_left_alone_by_the_removal(): void {
		$this->lifecycle()->activate();
		$this->plugin()->services->get( Settings::class )->save( [ 'delete_on_uninstall' => true ] );
		update_option( 'aaiaXchatbot_other', 'kept' );
		update_option( 'other_aaia_chatbot', 'kept' );
		$this->plugin()->uninstall();
		wp_cache_flush();
		$this->assertSame( [ 'kept', 'kept' ], [ get_option( 'aaiaXchatbot_other' ), get_option( 'other_aaia_chatbot' ) ] );
	}

	public function test_a_database_that_lets_us_make_no_tables_stops_the_activation_with_a_sentence(): void {
		$this->without_leave_to_make_tables();
		try {
			$this->lifecycle()->activate();
			$this->fail( 'It was activated.' );
		} catch ( \DomainException $stopped ) {
			$this->assertStringContainsString( 'could not create its tables', $stopped->getMessage() );
			$this->assertMatchesRegularExpression( '/denied|readonly/i', $stopped->getMessage(), 'The database’s own words are in it.' );
		} finally {
			$this->with_leave_again();
		}
	}

	public function test_an_upgrade_that_fails_is_told_to_the_owner_breaks_no_page_and_is_tried_again(): void {
		$this->without_leave_to_make_tables();
		$lifecycle = $this->lifecycle();
		try {
			$lifecycle->upgrade();
		} finally {
			$this->with_leave_again();
		}
		add_filter( 'user_has_cap', static fn( array $has ): array => [ 'manage_options' => true ] + $has );
		ob_start();
		$lifecycle->show_failure();
		$notice = (string) ob_get_clean();
		$this->assertStringContainsString( 'could not create its tables', $notice );
		$this->assertSame( [], $this->site->tables() );
		$this->lifecycle()->upgrade();
		$this->assertNotSame( [], $this->site->tables() );
	}

	/** On MariaDB a user that may read and write but not create; on SQLite a file that cannot be written. */
	private function without_leave_to_make_tables(): void {
		if ( ! $this->wpdb->__get( 'dbh' ) instanceof \mysqli ) {
			$this->wpdb->__get( 'dbh' )->get_connection()->get_pdo()->exec( 'PRAGMA query_only = ON' );
			return;
		}
		$this->wpdb->query( "CREATE OR REPLACE USER 'writer'@'localhost' IDENTIFIED BY 'writer'" );
		$this->wpdb->query( 'GRANT SELECT, INSERT, UPDATE, DELETE ON `' . constant( 'DB_NAME' ) . "`.* TO 'writer'@'localhost'" );
		$limited = new \wpdb( 'writer', 'writer', constant( 'DB_NAME' ), constant( 'DB_HOST' ) );
		$limited->set_prefix( $this->wpdb->prefix );
		$GLOBALS['wpdb'] = $limited;
	}

	private function with_leave_again(): void {
		if ( ! $this->wpdb->__get( 'dbh' ) instanceof \mysqli ) {
			$this->wpdb->__get( 'dbh' )->get_connection()->get_pdo()->exec( 'PRAGMA query_only = OFF' );
			return;
		}
		$GLOBALS['wpdb'] = $this->wpdb;
		$this->wpdb->query( "DROP USER 'writer'@'localhost'" );
	}

	private function lifecycle(): Lifecycle {
		$plugin = $this->plugin();
		return new Lifecycle(
			$plugin->services->get( Database::class ),
			$plugin->services->get( Migrator::class ),
			$plugin->services->get( Settings::class ),
			static function (): void {},
			new NetworkSites( $plugin->services->get( Database::class ) ),
		);
	}
}
