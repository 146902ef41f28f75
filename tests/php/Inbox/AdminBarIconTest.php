<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Tests\Inbox;

use Aaia\Chatbot\Inbox\AdminBarIcon;
use Aaia\Chatbot\Inbox\AdminPages;
use Aaia\Chatbot\Inbox\UnreadBadge;

/** The chat icon in the admin bar, and the page in the panel that it opens. */
final class AdminBarIconTest extends InboxTestCase {

	/** Files of ours that a page with the bar reads at most, when the panel is not opened. */
	private const FILES = 25;

	protected function setUp(): void {
		parent::setUp();
		set_current_screen( 'dashboard' );
		require_once ABSPATH . WPINC . '/class-wp-admin-bar.php';
	}

	protected function tearDown(): void {
		unset( $GLOBALS['current_screen'], $GLOBALS['plugin_page'] );
		foreach ( [ 'aaia-chatbot-panel', 'aaia-chatbot-inbox' ] as $handle ) {
			wp_dequeue_script( $handle );
			wp_deregister_script( $handle );
			wp_dequeue_style( $handle );
		}
		remove_all_actions( 'admin_bar_menu' );
		remove_all_actions( 'admin_enqueue_scripts' );
		parent::tearDown();
	}

	public function test_staff_have_the_icon_on_every_admin_page_with_the_number_of_unread_conversations(): void {
		$this->sign_in();
		$this->asks( 'one' );
		$this->asks( 'two' );
		$icon = $this->icon();

		self::assertSame( admin_url( 'admin.php?page=aaia-conversations' ), $icon->href );
		self::assertStringContainsString( 'count-2', $icon->title );
		self::assertStringContainsString( 'Unread conversations: 2', $icon->title );
		self::assertStringContainsString( 'data-aaia-panel="' . esc_url( $icon->href . '&aaia_panel=1' ) . '"', $icon->title );
	}

	public function test_who_may_see_no_conversations_has_no_icon(): void {
		$this->sign_in( 'editor' );
		self::assertNull( $this->icon() );
	}

	public function test_the_conversations_screen_opens_no_second_inbox(): void {
		$this->sign_in();
		$GLOBALS['plugin_page'] = AdminPages::CONVERSATIONS;
		self::assertStringNotContainsString( 'data-aaia-panel', $this->icon()->title );
		self::assertFalse( wp_script_is( 'aaia-chatbot-panel' ) );
	}

	public function test_menu_and_bar_together_cost_one_query_and_none_of_the_scripts_of_the_inbox(): void {
		$this->sign_in();
		$this->asks( 'one' );
		current_user_can( 'manage_options' );
		wp_create_nonce( 'wp_rest' );
		$asked  = [];
		add_filter( 'query', static function ( string $sql ) use ( &$asked ): string {
			// WordPress counts something of its own for its menu.
			$asked = [ ...$asked, ...( str_contains( $sql, '_aaia_' ) ? [ $sql ] : [] ) ];
			return $sql;
		} );
		$pages  = $this->services->get( AdminPages::class );
		$menu   = [ $GLOBALS['menu'] ?? null, $GLOBALS['submenu'] ?? null ];
		$pages->add_menus();
		[ $GLOBALS['menu'], $GLOBALS['submenu'] ] = $menu;
		$this->icon();

		self::assertCount( 1, $asked, implode( "\n", $asked ) );
		self::assertStringContainsString( 'unread_active', $asked[0] );
		self::assertFalse( wp_script_is( 'aaia-chatbot-inbox' ) );
		self::assertFalse( wp_style_is( 'aaia-chatbot-inbox' ) );
	}

	public function test_an_admin_page_of_another_plugin_reads_few_files_of_ours(): void {
		$path   = dirname( __DIR__, 3 ) . '/';
		$script = <<<'PHP'
			set_current_screen( 'dashboard' );
			wp_set_current_user( 1 );
			do_action( 'admin_menu', '' );
			add_filter( 'pre_schedule_event', '__return_false' );
			do_action( 'admin_init' );
			do_action( 'admin_bar_init' );
			do_action( 'admin_enqueue_scripts', 'index.php' );
			require_once ABSPATH . WPINC . '/class-wp-admin-bar.php';
			$bar = new WP_Admin_Bar();
			do_action_ref_array( 'admin_bar_menu', [ &$bar ] );
			echo null === $bar->get_node( 'aaia-conversations' ) ? 'no icon' : 'icon', "\n", implode( "\n", get_included_files() );
			PHP;
		$read   = $this->run_on_admin_page( $script );
		self::assertSame( 'icon', array_shift( $read ) );
		$ours = array_filter(
			$read,
			static fn( string $file ): bool => str_starts_with( $file, $path ) && ! str_starts_with( $file, $path . 'tests/' )
				&& ! str_starts_with( $file, $path . 'vendor/' ),
		);
		self::assertGreaterThan( 10, count( $ours ) );
		self::assertLessThanOrEqual( self::FILES, count( $ours ), implode( "\n", $ours ) );
	}

	public function test_the_page_in_the_panel_is_the_inbox_alone(): void {
		$this->sign_in();
		ob_start();
		$this->services->get( AdminPages::class )->print_panel();
		$page = (string) ob_get_clean();

		self::assertStringContainsString( '<main id="aaia-admin"></main>', $page );
		self::assertMatchesRegularExpression( '~src="[^"]*/build/admin/inbox\.js~', $page );
		self::assertStringContainsString( 'window.aaiaChatbotAdmin = {', $page );
		self::assertStringNotContainsString( 'wpadminbar', $page );
		self::assertStringNotContainsString( 'adminmenu', $page );
	}

	public function test_the_number_is_counted_again_for_open_pages(): void {
		self::assertSame( 401, $this->rest( 'GET', '/updates/unread' )->get_status() );
		$this->sign_in();
		$this->asks( 'one' );
		self::assertSame( [ 'unread' => 1 ], $this->rest( 'GET', '/updates/unread' )->get_data() );
	}

	/**
	 * Runs PHP on an admin page of the site, in a process of its own, because classes are read once in each.
	 *
	 * @return list<string> Lines of its output.
	 */
	private function run_on_admin_page( string $script ): array {
		$load    = 'define( "WP_ADMIN", true ); require ' . var_export( dirname( __DIR__ ) . '/bootstrap.php', true ) . ';';
		$process = proc_open(
			[ PHP_BINARY, '-d', 'error_reporting=0', '-r', $load . $script ],
			[ 0 => [ 'file', '/dev/null', 'r' ], 1 => [ 'pipe', 'w' ], 2 => [ 'file', '/dev/null', 'w' ] ],
			$pipes,
			null,
			[ 'AAIA_TEST_SITE' => untrailingslashit( ABSPATH ) ] + getenv(),
		);
		self::assertIsResource( $process );
		$output = (string) stream_get_contents( $pipes[1] );
		proc_close( $process );
		return explode( "\n", trim( $output ) );
	}

	private function icon(): ?object {
		$icon = new AdminBarIcon(
			dirname( __DIR__, 3 ) . '/aaia-chatbot.php',
			$this->services->get( UnreadBadge::class ),
		);
		$icon->begin();
		do_action( 'admin_enqueue_scripts', 'index.php' );
		$bar = new \WP_Admin_Bar();
		do_action_ref_array( 'admin_bar_menu', [ &$bar ] );
		return $bar->get_node( 'aaia-conversations' );
	}
}
