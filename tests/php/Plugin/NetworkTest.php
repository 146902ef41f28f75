<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Tests\Plugin;

use Aaia\Chatbot\Conversations\Attachments\AttachmentFolder;
use Aaia\Chatbot\Http\TokenState;
use Aaia\Chatbot\Http\VisitorTokens;
use Aaia\Chatbot\Jobs\JobQueue;
use Aaia\Chatbot\Plugin;
use Aaia\Chatbot\Plugin\Lifecycle;
use Aaia\Chatbot\Plugin\NetworkSites;
use Aaia\Chatbot\Settings\Settings;
use Aaia\Chatbot\Storage\Database;
use Aaia\Chatbot\Storage\Migrator;
use PHPUnit\Framework\Attributes\Group;

/** The plugin on a network of sites, where it is active for all of them. Sites are really made and deleted. */
#[Group( 'network' )]
final class NetworkTest extends \PHPUnit\Framework\TestCase {

	/** @var array<string, \WP_Hook> */
	private array $hooks = [];

	/** @var list<int> */
	private array $sites = [];

	protected function setUp(): void {
		$this->hooks = array_map( static fn( \WP_Hook $hook ): \WP_Hook => clone $hook, $GLOBALS['wp_filter'] );
		$this->assertTrue( is_multisite() );
	}

	protected function tearDown(): void {
		$GLOBALS['wp_filter'] = $this->hooks;
		foreach ( $this->sites as $site ) {
			if ( null !== get_site( $site ) ) {
				wp_delete_site( $site );
			}
			$this->drop( $site );
		}
		$this->plugin()->services->get( Lifecycle::class )->upgrade();
	}

	public function test_activation_for_the_network_makes_the_tables_of_its_first_site(): void {
		$this->assertTrue( is_plugin_active_for_network( 'aaia-chatbot/aaia-chatbot.php' ) );
		$this->assertContains(
			$GLOBALS['wpdb']->get_blog_prefix( get_main_site_id() ) . 'aaia_messages',
			$this->tables_of( get_main_site_id() ),
		);
	}

	public function test_a_site_made_later_gets_its_tables_with_its_first_request_and_breaks_nothing_before(): void {
		$site = $this->new_site();
		$this->assertSame( [], $this->tables_of( $site ) );
		switch_to_blog( $site );
		$post = wp_insert_post( [ 'post_type' => 'page', 'post_status' => 'publish', 'post_title' => 'Hours', 'post_content' => 'Nine.' ] );
		restore_current_blog();
		remove_action( 'shutdown', 'wp_ob_end_flush_all', 1 );
		do_action( 'shutdown' );
		$this->assertIsInt( $post );
		$this->assertSame( [], $this->tables_of( $site ), 'A page saved from another site does not make them.' );

		$this->first_request_of( $site );
		$this->assertCount( count( $this->plugin()->services->get( Migrator::class )->check_all()->names() ), $this->tables_of( $site ) );
		$this->assertNotFalse( $this->on( $site, static fn(): int|false => wp_next_scheduled( Lifecycle::CRON ) ) );
	}

	public function test_settings_conversations_and_jobs_are_those_of_the_site_that_is_switched_to(): void {
		$site   = $this->ready_site();
		$plugin = $this->plugin();
		$this->on( $site, static fn() => $plugin->services->get( Settings::class )->save( [ 'widget_title' => 'Second desk' ] ) );
		$this->on( $site, static fn() => $plugin->services->get( JobQueue::class )->push( 'only.here' ) );
		$this->assertNotSame( 'Second desk', $plugin->services->get( Settings::class )->text( 'widget_title' ) );
		$this->assertSame(
			'Second desk',
			$this->on( $site, static fn(): string => $plugin->services->get( Settings::class )->text( 'widget_title' ) ),
		);
		$jobs = static fn(): ?string => $plugin->services
			->get( Database::class )
			->value( 'SELECT COUNT(*) FROM %i WHERE handler = %s', $plugin->services->get( Database::class )->table( 'jobs' ), 'only.here' );
		$this->assertSame( [ '0', '1' ], [ $jobs(), $this->on( $site, $jobs ) ] );
	}

	public function test_a_visitor_s_token_is_worth_nothing_on_another_site(): void {
		$site   = $this->ready_site();
		$tokens = $this->plugin()->services->get( VisitorTokens::class );
		$token  = $tokens->issue( null, null )['token'];
		$this->assertSame( TokenState::Valid, $tokens->read( $token )[0] );
		$this->assertSame(
			TokenState::Invalid,
			$this->on( $site, static fn(): TokenState => $tokens->read( $token )[0] ),
			'There it could fetch a new one after it was revoked here.',
		);
	}

	public function test_a_deleted_site_leaves_no_table_of_ours_and_the_others_keep_theirs(): void {
		$site  = $this->ready_site();
		$other = $this->ready_site();
		$kept  = $this->tables_of( $other );
		$this->assertNotSame( [], $this->tables_of( $site ) );
		$this->assertInstanceOf( \WP_Site::class, wp_delete_site( $site ) );
		$this->assertSame( [], $this->tables_of( $site ) );
		$this->assertSame( $kept, $this->tables_of( $other ) );
		$this->assertFalse( get_network_option( get_main_network_id(), "aaia_chatbot_site_$site" ) );
	}

	public function test_a_deleted_site_leaves_the_files_of_the_others(): void {
		$site   = $this->ready_site();
		$folder = new AttachmentFolder();
		$ours   = $folder->path( str_repeat( 'ab', 16 ) );
		$theirs = $this->on( $site, static fn(): string => $folder->path( str_repeat( 'ab', 16 ) ) );
		$this->assertTrue( $folder->write( $ours, 'of the main site' ) && $folder->write( $theirs, 'of the other' ) );

		$this->assertInstanceOf( \WP_Site::class, wp_delete_site( $site ) );

		$this->assertSame( [ true, false ], [ is_file( $ours ), is_file( $theirs ) ] );
		$folder->remove();
	}

	public function test_removal_deletes_what_sites_left_that_were_deleted_while_we_were_off_if_their_owner_chose_that(): void {
		[ $wanted, $unwanted, $foreign ] = [ $this->ready_site(), $this->ready_site(), 4711 ];
		$this->on( $wanted, fn() => $this->plugin()->services->get( Settings::class )->save( [ 'delete_on_uninstall' => true ] ) );
		$this->delete_without_us( $wanted );
		$this->delete_without_us( $unwanted );
		$GLOBALS['wpdb']->query( "CREATE TABLE {$GLOBALS['wpdb']->base_prefix}{$foreign}_aaia_messages (id BIGINT)" );
		$this->sites[] = $foreign;
		$this->assertNotSame( [], $this->tables_of( $wanted ) );

		$this->plugin()->uninstall();
		$this->assertSame( [], $this->tables_of( $wanted ) );
		$this->assertNotSame( [], $this->tables_of( $unwanted ), 'Its owner did not choose to delete.' );
		$this->assertCount( 1, $this->tables_of( $foreign ), 'A site that we never made tables for may be another WordPress.' );
		$this->assertNotSame( [], $this->tables_of( get_main_site_id() ) );
	}

	public function test_the_owners_latest_choice_counts(): void {
		$site = $this->ready_site();
		foreach ( [ true, false ] as $choice ) {
			$this->on( $site, fn() => $this->plugin()->services->get( Settings::class )->save( [ 'delete_on_uninstall' => $choice ] ) );
		}
		$this->delete_without_us( $site );
		$this->assertSame( [], ( new NetworkSites( $this->plugin()->services->get( Database::class ) ) )->deleted_sites_to_clean() );
	}

	public function test_removal_follows_the_choice_of_each_site_that_is_there(): void {
		$wanted = $this->ready_site();
		$kept   = $this->ready_site();
		$this->on( $wanted, fn() => $this->plugin()->services->get( Settings::class )->save( [ 'delete_on_uninstall' => true ] ) );
		$this->plugin()->uninstall();
		$this->assertSame( [], $this->tables_of( $wanted ) );
		$this->assertSame(
			[],
			$this->on(
				$wanted,
				static fn(): array => $GLOBALS['wpdb']
					->get_col( "SELECT option_name FROM {$GLOBALS['wpdb']->options} WHERE option_name LIKE '%aaia%'" ),
			),
		);
		$this->assertNotSame( [], $this->tables_of( $kept ) );
	}

	public function test_deactivation_for_the_network_stops_the_work_of_every_site(): void {
		$site = $this->ready_site();
		$this->plugin()->services->get( Lifecycle::class )->deactivate( true );
		$scheduled = static fn(): int|false => wp_next_scheduled( Lifecycle::CRON );
		$this->assertSame( [ false, false ], [ $scheduled(), $this->on( $site, $scheduled ) ] );
		$this->assertNotSame( [], $this->tables_of( $site ) );
	}

	private function new_site(): int {
		$site = wp_insert_site( [
			'domain' => 'site.test',
			'path' => '/' . bin2hex( random_bytes( 4 ) ) . '/',
			'title' => 'A site',
			'user_id' => 1,
		] );
		$this->assertIsInt( $site );
		$this->sites[] = $site;
		return $site;
	}

	private function ready_site(): int {
		$site = $this->new_site();
		$this->first_request_of( $site );
		return $site;
	}

	private function first_request_of( int $site ): void {
		$this->on( $site, fn() => $this->plugin()->services->get( Lifecycle::class )->upgrade() );
	}

	/** WordPress deletes it while the plugin is switched off. */
	private function delete_without_us( int $site ): void {
		remove_all_filters( 'wpmu_drop_tables' );
		wp_delete_site( $site );
		$this->assertNull( get_site( $site ) );
	}

	private function on( int $site, \Closure $do ): mixed {
		switch_to_blog( $site );
		try {
			return $do();
		} finally {
			restore_current_blog();
		}
	}

	/** @return list<string> */
	private function tables_of( int $site ): array {
		return array_map(
			strval( ... ),
			$GLOBALS['wpdb']->get_col(
				"SHOW TABLES LIKE '" . $GLOBALS['wpdb']->esc_like( $GLOBALS['wpdb']->get_blog_prefix( $site ) . 'aaia_' ) . "%'",
			),
		);
	}

	private function drop( int $site ): void {
		foreach ( $this->tables_of( $site ) as $table ) {
			$GLOBALS['wpdb']->query( "DROP TABLE $table" );
		}
		delete_network_option( get_main_network_id(), "aaia_chatbot_site_$site" );
	}

	private function plugin(): Plugin {
		return new Plugin( WP_PLUGIN_DIR . '/aaia-chatbot/aaia-chatbot.php' );
	}
}
