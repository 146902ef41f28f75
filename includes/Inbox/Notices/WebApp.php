<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Inbox\Notices;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Http\Controller;
use Aaia\Chatbot\Inbox\AdminPages;

/**
 * The inbox as an app on a home screen, and its service worker, which shows pushed notifications.
 *
 * The worker is served below wp-admin, so that it may stand for the inbox, and for the inbox only: other plugins' workers and pages are
 * left alone. It contains nothing secret, so it is served to whoever asks: a browser updates it without being signed in.
 */
final class WebApp {

	public const WORKER = 'aaia_chatbot_worker';

	public const MANIFEST = 'aaia_chatbot_manifest';

	/** @param string $file The plugin's main file. */
	public function __construct( private readonly string $file ) {}

	/** Says in the head of the inbox that it can be put on a home screen. Hook: `admin_head` of the screen. */
	public function print_links(): void {
		printf(
			'<link rel="manifest" href="%s"><link rel="apple-touch-icon" href="%s"><meta name="theme-color" content="#1d2327">' . "\n",
			esc_url( self::address( self::MANIFEST ) ),
			esc_url( $this->icon( 192 ) ),
		);
	}

	/** Answers with the web app manifest (W3C). Hooks: `wp_ajax_…`, `wp_ajax_nopriv_…`. */
	public function serve_manifest(): void {
		header( 'Content-Type: application/manifest+json; charset=UTF-8' );
		header( 'Cache-Control: public, max-age=300' );
		echo wp_json_encode( $this->manifest(), JSON_UNESCAPED_SLASHES | JSON_UNESCAPED_UNICODE );
		exit;
	}

	/** @return array<string, mixed> */
	public function manifest(): array {
		$site = wp_specialchars_decode( (string) get_option( 'blogname' ), ENT_QUOTES );
		$path = static fn( string $url ): string => (string) wp_parse_url( $url, PHP_URL_PATH );
		return [
			/* translators: %s: name of the site. */
			'name'             => sprintf( __( 'Conversations – %s', 'aaia-chatbot' ), $site ),
			'short_name'       => mb_substr( $site, 0, 24 ),
			'id'               => $path( self::inbox() ),
			'start_url'        => self::inbox(),
			// The sign-in page too, which is beside wp-admin: otherwise it would open in a browser.
			'scope'            => site_url( '/' ),
			'display'          => 'standalone',
			'background_color' => '#ffffff',
			'theme_color'      => '#1d2327',
			'icons'            => array_map(
				fn( int $size ): array => [
					'src'     => $this->icon( $size ),
					'sizes'   => "{$size}x$size",
					'type'    => 'image/png',
					'purpose' => 'any maskable',
				],
				[ 192, 512 ],
			),
		];
	}

	/** Answers with the service worker. Hooks: `wp_ajax_…`, `wp_ajax_nopriv_…`. */
	public function serve_worker(): void {
		header( 'Content-Type: text/javascript; charset=UTF-8' );
		header( 'Cache-Control: no-cache' );
		header( 'X-Content-Type-Options: nosniff' );
		echo $this->worker(); // phpcs:ignore WordPress.Security.EscapeOutput.OutputNotEscaped -- JSON and our own script.
		exit;
	}

	/** The built worker behind its facts; a worker without listeners while nothing is built. */
	public function worker(): string {
		$facts = [
			'title'   => __( 'News in the inbox', 'aaia-chatbot' ),
			'url'     => self::inbox(),
			'icon'    => $this->icon( 192 ),
			'badge'   => plugins_url( 'build/admin/badge-96.png', $this->file ),
			'devices' => rest_url( Controller::API . '/notifications/devices' ),
			'nonce'   => admin_url( 'admin-ajax.php?action=rest-nonce' ),
		];
		$script = dirname( $this->file ) . '/build/admin/worker.js';
		return 'self.aaiaWorker=' . wp_json_encode( $facts, JSON_UNESCAPED_SLASHES ) . ";\n"
			// phpcs:ignore WordPress.WP.AlternativeFunctions.file_get_contents_file_get_contents -- a file of ours.
			. ( is_file( $script ) ? (string) file_get_contents( $script ) : '' );
	}

	/**
	 * Where the worker is, and for which pages.
	 *
	 * @return array{url: string, scope: string}
	 */
	public static function registration(): array {
		return [ 'url' => self::address( self::WORKER ), 'scope' => self::inbox() ];
	}

	private static function inbox(): string {
		return admin_url( 'admin.php?page=' . AdminPages::CONVERSATIONS );
	}

	private static function address( string $action ): string {
		return admin_url( 'admin-ajax.php?action=' . $action );
	}

	private function icon( int $size ): string {
		return plugins_url( "build/admin/inbox-$size.png", $this->file );
	}
}
