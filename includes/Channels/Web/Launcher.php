<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Channels\Web;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Http\GuestAccess;
use Aaia\Chatbot\Http\Route;
use Aaia\Chatbot\Settings\Settings;

/**
 * The chat's element in a page, and the one script that a page needs for it.
 *
 * Everything in it may stand in a page cache for a week: addresses, language, place, colour, two labels. No query is made.
 */
final class Launcher {

	private const HANDLE = 'aaia-chatbot';

	private const SCRIPT = 'launcher.js';

	/** Height that an inline chat keeps free from the beginning, so that nothing moves when it is started. */
	private const INLINE_STYLE = 'display:flex;min-height:560px';

	private bool $inline_drawn = false;

	public function __construct(
		private readonly Settings $settings,
		private readonly WidgetScripts $scripts,
		private readonly GuestAccess $access,
	) {}

	/** Whether pages show the chat at all: not where the site would refuse what its button asks for, to members either, who are guests to the chat. */
	public function is_on(): bool {
		return $this->settings->bool( 'widget_enabled' ) && $this->access->shows_chat();
	}

	/** Hook: `wp_enqueue_scripts`. */
	public function enqueue(): void {
		if ( $this->is_on() ) {
			wp_enqueue_script(
				self::HANDLE,
				$this->scripts->address( self::SCRIPT ),
				[],
				$this->scripts->version( self::SCRIPT ),
				[
					'strategy'  => 'defer',
					'in_footer' => true,
				]
			);
		}
	}

	/** Hook: `wp_footer`. A page that shows the chat in its text needs no second one in the corner. */
	public function print_button(): void {
		if ( $this->is_on() && ! $this->inline_drawn ) {
			echo $this->element( false ), "\n"; // phpcs:ignore WordPress.Security.EscapeOutput -- element() escapes each attribute.
		}
	}

	/** The chat in the page's text; empty while the chat is switched off. */
	public function inline(): string {
		if ( ! $this->is_on() ) {
			return '';
		}
		$this->inline_drawn = true;
		$this->enqueue();
		return $this->element( true );
	}

	private function element( bool $inline ): string {
		$locale     = get_locale();
		$attributes = [
			'api'         => untrailingslashit( rest_url( Route::API ) ),
			'locale'      => $locale,
			'position'    => $this->settings->text( 'widget_position' ),
			'color'       => $this->settings->text( 'widget_color' ),
			'label'       => $inline ? __( 'Start the chat', 'aaia-chatbot' ) : __( 'Open the chat', 'aaia-chatbot' ),
			'label-close' => __( 'Close the chat', 'aaia-chatbot' ),
			// After the first texts: by now WordPress has loaded the translation, if there is one.
			'panel'       => $this->scripts->panel( $locale ),
		];
		$html       = '<aaia-chatbot';
		foreach ( $attributes as $name => $value ) {
			$html .= sprintf( ' %s="%s"', $name, esc_attr( $value ) );
		}
		return $html . ( $inline ? sprintf( ' inline style="%s"', self::INLINE_STYLE ) : '' ) . '></aaia-chatbot>';
	}
}
