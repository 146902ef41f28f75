<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Tests\Http;

use Aaia\Chatbot\Content\IndexPost;
use Aaia\Chatbot\Content\KnowledgeSources;
use Aaia\Chatbot\Content\SourceSync;
use Aaia\Chatbot\Http\AccessChangeListener;
use Aaia\Chatbot\Http\CheckGuestAccess;
use Aaia\Chatbot\Http\FrontPageAccess;
use Aaia\Chatbot\Http\GuestAccess;
use Aaia\Chatbot\Plugin;
use Aaia\Chatbot\Settings\Settings;
use Aaia\Chatbot\Storage\SiteState;
use Aaia\Chatbot\Tests\Harness\Declared;

/** Effects of a closed site on visitors, pages and the assistant's sources. */
final class GuestAccessTest extends ClosedSiteTestCase {

	public function test_a_closed_site_gives_visitors_only_a_message(): void {
		$visitor = $this->visitor();
		$chat    = (string) $visitor->says( 'Hello' )->get_data()['metadata']['conversation'];
		$this->seen( FrontPageAccess::Login );
		$refused = [
			$visitor->says( 'And now?', $chat ),
			$visitor->asks( 'GET', "/chat/$chat/messages" ),
			$visitor->asks( 'GET', "/chat/$chat/stream" ),
			$visitor->asks( 'GET', '/session/updates' ),
			$visitor->asks( 'POST', "/chat/$chat/handover", [] ),
			$this->rest( 'POST', '/session', [] ),
			$this->rest( 'GET', '/widget' ),
		];
		foreach ( $refused as $answer ) {
			$this->assertSame( [ 403, 'aaia_site_closed' ], [ $answer->get_status(), $answer->get_data()['code'] ] );
			$this->assertSame( 'no-store, private', $answer->get_headers()['Cache-Control'] ?? '' );
		}
		$this->assertSame( 2, $this->count_rows( 'messages' ) );

		$this->seen( FrontPageAccess::Open );
		$this->assertSame( 200, $visitor->says( 'And now?', $chat )->get_status(), 'Once the site is open again, the conversation goes on.' );
	}

	public function test_the_owner_can_let_the_chat_answer_on_a_closed_site(): void {
		$this->seen( FrontPageAccess::Forbidden );
		$this->settings( [ GuestAccess::SETTING => true ] );
		$this->assertSame( 200, $this->visitor()->says( 'Hello' )->get_status() );
	}

	public function test_staff_go_on_working_on_a_closed_site(): void {
		$id = (string) $this->visitor()->says( 'Hello' )->get_data()['metadata']['conversation'];
		$this->seen( FrontPageAccess::Login );
		$this->sign_in();
		$this->assertSame( 200, $this->rest( 'GET', "/conversations/$id/messages" )->get_status() );
	}

	public function test_every_visitor_route_checks_whether_the_site_is_closed(): void {
		$visitor = $this->visitor();
		$this->seen( FrontPageAccess::Password );
		$asked = 0;
		foreach ( Declared::operations() as [ 'operation' => $route ] ) {
			$path = (string) preg_replace( '/\{[a-z]+\}/', 'abcdefghijklmnopqrstuv', $route->path );
			if ( 1 !== preg_match( '#\A/(widget|session|chat)(?!/completions)(/|\z)#', $path ) ) {
				continue;
			}
			++$asked;
			$answer = $visitor->asks( $route->method, $path, 'GET' === $route->method ? null : [] );
			$this->assertSame( 'aaia_site_closed', $answer->get_data()['code'] ?? '', $path );
		}
		$this->assertGreaterThan( 12, $asked );
	}

	public function test_a_visitor_s_request_checks_it_without_a_query(): void {
		$this->seen( FrontPageAccess::Open );
		get_option( 'aaia_chatbot_state' );
		$before = self::wpdb()->num_queries;
		$access = new GuestAccess( $this->plugin->services->get( Settings::class ), $this->plugin->services->get( SiteState::class ) );
		$this->assertSame( [ true, true, true ], [ $access->admits_visitors(), $access->shows_chat(), $access->may_be_read() ] );
		$this->assertSame( $before, self::wpdb()->num_queries );
	}

	public function test_what_is_taken_offline_on_a_closed_site_goes_and_the_rest_stays(): void {
		$known = fn( \WP_Post $page ): ?string => $this
			->database()
			->value( 'SELECT title FROM %i WHERE external_id = %s', $this->database()->table( 'knowledge_documents' ), 'post:' . $page->ID );
		$stays = $this->page( 'Public', 'A rhinoceros costs 12 euros.' );
		$goes  = $this->page( 'Old', 'A hippopotamus costs 12 euros.' );
		$this->plugin->services->get( IndexPost::class )->index( $stays->ID );
		$this->plugin->services->get( IndexPost::class )->index( $goes->ID );

		$this->seen( FrontPageAccess::Login );
		wp_update_post( [ 'ID' => $stays->ID, 'post_title' => 'For members' ] );
		wp_update_post( [ 'ID' => $goes->ID, 'post_status' => 'draft' ] );
		$this->plugin->services->get( IndexPost::class )->index( $stays->ID );
		$this->plugin->services->get( IndexPost::class )->index( $goes->ID );
		foreach ( $this->plugin->services->get( KnowledgeSources::class )->all() as $source ) {
			$this->assertTrue( $this->plugin->services->get( SourceSync::class )->run( $source, 5.0 ) );
		}
		$this->assertSame( [ 'Public', null ], [ $known( $stays ), $known( $goes ) ] );

		$this->settings( [ GuestAccess::SETTING => true ] );
		$this->plugin->services->get( IndexPost::class )->index( $stays->ID );
		$this->assertSame( 'For members', $known( $stays ) );
	}

	public function test_changes_that_may_close_the_site_queue_a_check(): void {
		foreach ( [ 'activated_plugin', 'deactivated_plugin', 'switch_theme' ] as $hook ) {
			$this->assertTrue( $this->looks_after( static fn() => do_action( $hook, 'force-login/force-login.php', false ) ), $hook );
		}
		$this->assertTrue( $this->looks_after( fn() => $this->settings( [ GuestAccess::SETTING => true ] ) ) );
	}

	public function test_an_option_counts_when_an_administrator_saves_it(): void {
		$save = static fn() => update_option( 'members_only', wp_generate_password() );
		$this->assertFalse( $this->looks_after( $save ), 'Nobody is there.' );
		set_current_screen( 'options-general' );
		$_SERVER['REQUEST_METHOD'] = 'POST';
		$this->assertFalse( $this->looks_after( $save ), 'Nobody is logged in.' );
		$this->sign_in();
		$this->assertTrue( $this->looks_after( $save ) );
		$this->assertFalse( $this->looks_after( static fn() => update_option( '_transient_x', wp_generate_password() ) ) );
		$_SERVER['REQUEST_METHOD'] = 'GET';
		$this->assertFalse( $this->looks_after( $save ) );
		set_current_screen( 'front' );
	}

	/** @param callable(): mixed $act */
	private function looks_after( callable $act ): bool {
		$this->database()->execute( 'DELETE FROM %i WHERE handler = %s', $this->database()->table( 'jobs' ), CheckGuestAccess::NAME );
		$hooks = array_map( static fn( \WP_Hook $hook ): \WP_Hook => clone $hook, $GLOBALS['wp_filter'] );
		$plugin = new Plugin( WP_PLUGIN_DIR . '/aaia-chatbot/aaia-chatbot.php' );
		$this->attach( $plugin->services, AccessChangeListener::class );
		$plugin->watch_access();
		$act();
		$GLOBALS['wp_filter'] = $hooks;
		return null !== $this->database()
			->value( 'SELECT id FROM %i WHERE handler = %s', $this->database()->table( 'jobs' ), CheckGuestAccess::NAME );
	}
}
