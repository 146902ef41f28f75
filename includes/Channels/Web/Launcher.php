<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Channels\Web;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Http\GuestAccess;
use Aaia\Chatbot\Settings\Settings;

/**
 * Prints the chat's element in a page, and enqueues its one script.
 *
 * Its attributes (URLs, language, position, colour, texts) may be in a page cache for a week. Makes no query.
 */
final class Launcher {

	private const HANDLE = 'aaia-chatbot';

	/** Same as Http\Controller::API; repeated so that a page loads no controller class. */
	private const API = 'aaia-chatbot/v1';

	private const SCRIPT = 'launcher.js';

	/**
	 * Reserves the height of an inline chat, so that the page does not shift when the chat starts. Uses attributes of an SVG, because a
	 * strict content security policy forbids style attributes.
	 */
	private const SPACE = '<svg width="1" height="560" display="block" aria-hidden="true"></svg>';

	public function __construct(
		private readonly Settings $settings,
		private readonly WidgetScripts $scripts,
		private readonly GuestAccess $access,
	) {}

	/** Whether pages show the chat: it is switched on, and the site does not refuse its requests. Signed-in users send them as guests too. */
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

	/**
	 * Hook: `wp_footer`. In a page with an inline chat, the browser hides the button. The server cannot know: the inline chat may have been
	 * rendered only for an excerpt or a description.
	 */
	public function print_button(): void {
		if ( $this->is_on() && ! self::is_amp() ) {
			echo $this->element( false ), "\n"; // phpcs:ignore WordPress.Security.EscapeOutput -- element() escapes each attribute.
		}
	}

	/** The inline chat; empty when the chat is off, and where scripts never run: feeds, excerpts, mails, AMP. */
	public function inline(): string {
		if ( ! $this->is_on() || is_feed() || doing_filter( 'get_the_excerpt' ) || wp_doing_cron() || self::is_amp() ) {
			return '';
		}
		$this->enqueue();
		return $this->element( true );
	}

	/** Whether the page is shown as AMP, which allows no scripts of the site. */
	private static function is_amp(): bool {
		return function_exists( 'amp_is_request' ) && amp_is_request();
	}

	private function element( bool $inline ): string {
		$locale     = get_locale();
		$contact    = $this->settings->text( 'widget_contact' );
		$attributes = [
			'api'         => untrailingslashit( rest_url( self::API ) ),
			'locale'      => $locale,
			'position'    => $this->settings->text( 'widget_position' ),
			'color'       => $this->settings->text( 'widget_color' ),
			'label'       => $inline ? __( 'Start the chat', 'aaia-chatbot' ) : __( 'Open the chat', 'aaia-chatbot' ),
			'label-close' => __( 'Close the chat', 'aaia-chatbot' ),
			// After the first translated texts, so that WordPress has loaded the translation.
			'panel'       => $this->scripts->panel( $locale ),
			// A link or a button follows on the same line.
			'failure'     => ( '' === $contact
				? __( 'The chat couldn’t be loaded. Please try again later, or use this site’s contact page.', 'aaia-chatbot' )
				: __( 'The chat couldn’t be loaded. Please try again, or contact us here:', 'aaia-chatbot' ) ) . ' ',
			'contact'     => is_email( $contact ) ? 'mailto:' . $contact : $contact,
		];
		$html       = '<aaia-chatbot';
		foreach ( array_filter( $attributes ) as $name => $value ) {
			$html .= sprintf( ' %s="%s"', $name, esc_attr( $value ) );
		}
		return $html . ( $inline ? ' inline>' . self::SPACE : '>' ) . '</aaia-chatbot>';
	}
}
