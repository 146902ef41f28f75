<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Channels\Web;

defined( 'ABSPATH' ) || exit;

/** The chat in the site's pages: the button on every page, the block `aaia-chatbot/chat`, the shortcode `[aaia_chatbot]`. */
final class WebModule {

	private const SHORTCODE = 'aaia_chatbot';

	public function __construct( private readonly Launcher $launcher ) {}

	/** Hook: `init`. */
	public function add_block_and_shortcode(): void {
		add_shortcode( self::SHORTCODE, [ $this, 'draw_shortcode' ] );
		register_block_type( __DIR__ . '/block', [ 'render_callback' => [ $this, 'draw_block' ] ] );
	}

	/** The shortcode takes no attributes: what it shows is decided in the settings. */
	public function draw_shortcode(): string {
		return $this->launcher->inline();
	}

	/** The block is drawn on the server, so that a change of settings reaches every page that has it. */
	public function draw_block(): string {
		$chat = $this->launcher->inline();
		return '' === $chat ? '' : sprintf( '<div %s>%s</div>', get_block_wrapper_attributes(), $chat );
	}
}
