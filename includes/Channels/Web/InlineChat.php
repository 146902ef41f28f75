<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Channels\Web;

defined( 'ABSPATH' ) || exit;

/** The chat in a page's text: the block `aaia-chatbot/chat` and the shortcode `[aaia_chatbot]`. */
final class InlineChat {

	/** @param string $file The plugin's main file. */
	public function __construct(
		private readonly Launcher $launcher,
		private readonly string $file,
	) {}

	/**
	 * Hook: `enqueue_block_editor_assets`. Shows a placeholder of the block in the editors.
	 *
	 * Not named in block.json, because WordPress would then register its scripts on every request, including REST requests of other plugins.
	 */
	public function enqueue_editor(): void {
		$asset = require __DIR__ . '/block/editor.asset.php';
		wp_enqueue_script(
			'aaia-chatbot-chat-editor',
			plugins_url( 'includes/Channels/Web/block/editor.js', $this->file ),
			$asset['dependencies'],
			$asset['version'],
			true,
		);
	}

	/** Renders the shortcode. It takes no attributes; the settings decide what it shows. */
	public function draw_shortcode(): string {
		return $this->launcher->inline();
	}

	/** Renders the block on the server, so that a change of settings applies to every page with the block. */
	public function draw_block(): string {
		$chat = $this->launcher->inline();
		return '' === $chat ? '' : sprintf( '<div %s>%s</div>', get_block_wrapper_attributes(), $chat );
	}
}
