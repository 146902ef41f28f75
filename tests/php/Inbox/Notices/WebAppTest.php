<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Tests\Inbox\Notices;

use Aaia\Chatbot\Inbox\Notices\WebApp;
use Aaia\Chatbot\Tests\TestCase;

/** The inbox on a home screen, and where its service worker is. */
final class WebAppTest extends TestCase {

	protected function setUp(): void {
		parent::setUp();
		$in_folder = static fn( string $url, string $path ): string => 'https://site.test/blog/wp-admin/' . ltrim( $path, '/' );
		add_filter( 'admin_url', $in_folder, 10, 2 );
		add_filter( 'site_url', static fn( string $url, string $path ): string => 'https://site.test/blog/' . ltrim( $path, '/' ), 10, 2 );
	}

	public function test_in_a_subfolder_the_app_is_the_inbox_and_signing_in_stays_in_it(): void {
		update_option( 'blogname', 'Vélo &amp; Co "<b>"' );
		$manifest = $this->app()->manifest();
		self::assertSame( 'https://site.test/blog/wp-admin/admin.php?page=aaia-conversations', $manifest['start_url'] );
		self::assertStringStartsWith( $manifest['scope'], wp_login_url() );
		self::assertStringStartsWith( $manifest['scope'], $manifest['start_url'] );
		self::assertStringContainsString( 'Vélo & Co "<b>"', $manifest['name'] );
		self::assertSame( [ '192x192', '512x512' ], array_column( $manifest['icons'], 'sizes' ) );
	}

	public function test_the_worker_stands_for_the_inbox_only(): void {
		[ 'url' => $url, 'scope' => $scope ] = WebApp::registration();
		self::assertSame( 'https://site.test/blog/wp-admin/admin.php?page=aaia-conversations', $scope );
		// A worker's scope is at most the folder of its script.
		self::assertStringStartsWith( dirname( (string) strtok( $url, '?' ) ) . '/', $scope );
		[ $facts ] = explode( ";\n", $this->app()->worker(), 2 );
		$facts     = json_decode( substr( $facts, strlen( 'self.aaiaWorker=' ) ), true );
		self::assertSame( $scope, $facts['url'] );
		self::assertStringEndsWith( '/notifications/devices', $facts['devices'] );
	}

	public function test_the_links_are_in_the_head_of_the_inbox_only(): void {
		self::assertNotFalse( has_action( 'admin_head-toplevel_page_aaia-conversations' ) );
		ob_start();
		$this->app()->print_links();
		$links = (string) ob_get_clean();
		$manifest = 'https://site.test/blog/wp-admin/admin-ajax.php?action=aaia_chatbot_manifest';
		self::assertStringContainsString( "rel=\"manifest\" href=\"$manifest\"", $links );
		self::assertStringContainsString( 'rel="apple-touch-icon"', $links );
	}

	private function app(): WebApp {
		return $this->wired( [] )->get( WebApp::class );
	}
}
