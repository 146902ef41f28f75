<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Tests\Inbox;

use Aaia\Chatbot\Conversations\AgentService;
use Aaia\Chatbot\Conversations\ConversationAccess;
use Aaia\Chatbot\Inbox\AdminPages;
use Aaia\Chatbot\Inbox\AgentPreferences;
use Aaia\Chatbot\Inbox\InboxRepository;
use Aaia\Chatbot\Inbox\UnreadBadge;

/** Menu entries, scripts and data of the admin pages. */
final class AdminPagesTest extends InboxTestCase {

	/** @var array<string, mixed> */
	private array $menus = [];

	protected function setUp(): void {
		parent::setUp();
		foreach ( [ 'menu', 'submenu', 'admin_page_hooks', '_registered_pages', '_parent_pages' ] as $global ) {
			$this->menus[ $global ] = $GLOBALS[ $global ] ?? null;
			$GLOBALS[ $global ]     = [];
		}
		set_current_screen( 'dashboard' );
	}

	protected function tearDown(): void {
		foreach ( $this->menus as $global => $value ) {
			$GLOBALS[ $global ] = $value;
		}
		unset( $GLOBALS['current_screen'] );
		wp_scripts()->remove( [ 'aaia-chatbot-settings', 'aaia-chatbot-inbox' ] );
		parent::tearDown();
	}

	public function test_the_menu_says_how_many_conversations_nobody_has_read(): void {
		$this->sign_in();
		$this->asks( 'one' );
		$this->asks( 'two' );
		$this->says( 'the assistant answers' );
		$this->services->get( AgentService::class )->mark_read( $this->asks( 'three' )->conversation->id );
		$this->pages()->add_menus();

		$entry = $this->entry();
		self::assertStringContainsString( 'count-2', $entry );
		self::assertStringContainsString( '2 unread conversations', $entry );
	}

	public function test_subscribers_find_neither_screen(): void {
		$this->sign_in( 'subscriber' );
		$this->pages()->add_menus();

		self::assertFalse( current_user_can( 'aaia_view_conversations' ) );
		self::assertStringNotContainsString( 'unread', $this->entry() );
		self::assertSame( [], $GLOBALS['submenu']['options-general.php'] ?? [] );
	}

	public function test_the_data_of_a_page_cannot_break_out_of_its_script(): void {
		update_option( 'blogname', '</script><script>alert(1)</script>' );
		$this->sign_in();
		$this->pages()->add_menus();
		$screen = (string) get_plugin_page_hookname( AdminPages::SETTINGS, 'options-general.php' );
		do_action( 'load-' . $screen );
		do_action( 'admin_enqueue_scripts', $screen );

		if ( ! is_file( dirname( __DIR__, 3 ) . '/build/admin/settings.asset.php' ) ) {
			self::markTestSkipped( 'The admin screens are not built: run npm run build first.' );
		}
		self::assertTrue( wp_script_is( 'aaia-chatbot-settings' ) );
		$inline = implode( '', wp_scripts()->get_data( 'aaia-chatbot-settings', 'before' ) ?: [] );
		self::assertStringContainsString( 'window.aaiaChatbotAdmin = {', $inline );
		self::assertStringNotContainsString( '<', $inline );
	}

	public function test_the_plugins_list_links_to_the_settings_for_those_who_may_change_them(): void {
		$this->sign_in();
		self::assertStringContainsString( 'page=aaia-xp', $this->pages()->add_settings_link( [] )[0] );
		$this->sign_in( 'editor' );
		self::assertSame( [ 'deactivate' ], $this->pages()->add_settings_link( [ 'deactivate' ] ) );
	}

	private function pages(): AdminPages {
		return new AdminPages(
			dirname( __DIR__, 3 ) . '/aaia-chatbot.php',
			new UnreadBadge( new InboxRepository( $this->database(), $this->services->get( ConversationAccess::class ) ) ),
			new AgentPreferences(),
		);
	}

	private function entry(): string {
		$titles = array_column( $GLOBALS['menu'], 0, 2 );
		return (string) ( $titles[ AdminPages::CONVERSATIONS ] ?? '' );
	}
}
