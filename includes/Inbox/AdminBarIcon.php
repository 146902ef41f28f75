<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Inbox;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Http\Capability;

/**
 * The chat icon in the admin bar, on every page where staff see the bar. It opens the inbox in a panel: a frame with the Conversations
 * screen, loaded on the first click. Without JavaScript, and where the panel cannot be shown, the icon is a link to that screen.
 */
final class AdminBarIcon {

	private const NODE = 'aaia-conversations';

	private const SCRIPT = 'aaia-chatbot-panel';

	/** Same as Http\Controller::API; repeated so that an admin page loads no controller class. */
	private const API = 'aaia-chatbot/v1';

	/** The icon and its number. On a small screen WordPress hides what it does not know from the bar. */
	private const STYLES = '#wpadminbar #wp-admin-bar-aaia-conversations .ab-icon{margin-inline-end:0}'
		. '#wpadminbar #wp-admin-bar-aaia-conversations .ab-icon::before{content:"\f125";top:2px}'
		. '#wpadminbar #wp-admin-bar-aaia-conversations .aaia-unread{display:inline-block;min-width:10px;margin-inline-start:4px;padding:0 4px;'
		. 'border-radius:9px;background:#d63638;color:#fff;font-size:11px;line-height:18px;text-align:center}'
		. '#wpadminbar #wp-admin-bar-aaia-conversations .aaia-unread *{font-size:inherit;line-height:inherit}'
		. '#wpadminbar #wp-admin-bar-aaia-conversations .count-0{display:none}'
		. '@media screen and (max-width:782px){#wpadminbar li#wp-admin-bar-aaia-conversations{display:block}'
		. '#wpadminbar #wp-admin-bar-aaia-conversations>.ab-item{position:relative;width:52px;padding:0;text-indent:0}'
		. '#wpadminbar #wp-admin-bar-aaia-conversations .ab-icon{display:block;width:52px;height:46px;margin:0;padding:0;text-align:center}'
		. '#wpadminbar #wp-admin-bar-aaia-conversations .ab-icon::before{top:0;font-size:32px;line-height:46px}'
		. '#wpadminbar #wp-admin-bar-aaia-conversations .aaia-unread{position:absolute;top:4px;inset-inline-end:2px}}';

	/** @param string $file The plugin's main file. */
	public function __construct(
		private readonly string $file,
		private readonly UnreadBadge $badge,
	) {}

	/** Hook: `admin_bar_init`, which only comes where the bar is shown. */
	public function begin(): void {
		if ( ! Capability::View->allowed() ) {
			return;
		}
		add_action( 'admin_bar_menu', [ $this, 'add' ], 1 );
		add_action( is_admin() ? 'admin_enqueue_scripts' : 'wp_enqueue_scripts', [ $this, 'enqueue' ] );
	}

	/** Adds the icon, at the end of the bar where the panel comes from. */
	public function add( \WP_Admin_Bar $bar ): void {
		$unread = $this->badge->count() ?? 0;
		$shown  = UnreadBadge::shown( $unread );
		/* translators: %s: number of conversations, or "99+". */
		$words = __( 'Unread conversations: %s', 'aaia-chatbot' );
		$bar->add_node( [
			'id'     => self::NODE,
			'parent' => 'top-secondary',
			'href'   => self::screen(),
			'title'  => sprintf(
				'<span class="ab-icon" aria-hidden="true"></span><span class="screen-reader-text">%1$s</span>'
					. '<span class="aaia-unread count-%2$d"><span class="pending-count" aria-hidden="true">%3$s</span>'
					. '<span class="screen-reader-text" data-words="%4$s">%5$s</span></span>',
				esc_html__( 'Conversations', 'aaia-chatbot' ),
				$unread,
				esc_html( $shown ),
				esc_attr( $words ),
				esc_html( sprintf( $words, $shown ) ),
			) . ( $this->opens_panel() ? $this->directions() : '' ),
		] );
	}

	/** Styles of the icon, and the script that opens the panel; nothing of the inbox. */
	public function enqueue(): void {
		wp_add_inline_style( 'admin-bar', self::STYLES );
		$asset = $this->opens_panel() ? AdminPages::asset( $this->file, 'panel' ) : null;
		if ( null !== $asset ) {
			wp_enqueue_script( self::SCRIPT, plugins_url( 'build/admin/panel.js', $this->file ), [], $asset['version'], [
				'strategy'  => 'defer',
				'in_footer' => true,
			] );
		}
	}

	/** Not on the Conversations screen, which would be there twice. */
	private function opens_panel(): bool {
		return ! is_admin() || AdminPages::CONVERSATIONS !== ( $GLOBALS['plugin_page'] ?? null );
	}

	/** What the script needs to know. */
	private function directions(): string {
		return sprintf(
			'<span hidden data-aaia-panel="%s" data-unread="%s" data-nonce="%s" data-renew="%s" data-title="%s" data-expand="%s"'
				. ' data-close="%s"></span>',
			esc_url( add_query_arg( AdminPages::PANEL, '1', self::screen() ) ),
			esc_url( rest_url( self::API . '/updates/unread' ) ),
			esc_attr( wp_create_nonce( 'wp_rest' ) ),
			esc_url( admin_url( 'admin-ajax.php?action=rest-nonce' ) ),
			esc_attr__( 'Conversations', 'aaia-chatbot' ),
			esc_attr__( 'Open the full screen', 'aaia-chatbot' ),
			esc_attr__( 'Close the panel', 'aaia-chatbot' ),
		);
	}

	private static function screen(): string {
		return admin_url( 'admin.php?page=' . AdminPages::CONVERSATIONS );
	}
}
