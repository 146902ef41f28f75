<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Inbox;

defined( 'ABSPATH' ) || exit;

/** What the inbox attaches to WordPress. */
final class InboxModule {

	/** @param string $basename The plugin, as WordPress names it: `aaia-chatbot/aaia-chatbot.php`. */
	public function __construct(
		private readonly AdminPages $pages,
		private readonly string $basename,
	) {}

	public function register(): void {
		add_action( 'admin_menu', [ $this->pages, 'add_menus' ] );
		add_filter( 'plugin_action_links_' . $this->basename, [ $this->pages, 'add_settings_link' ] );
	}
}
