<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Channels\Web;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Http\GuestAccess;
use Aaia\Chatbot\Settings\Settings;
use Aaia\Chatbot\Storage\SiteState;

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

	/** Same as Http\MemberAccess::EVERYONE, for the same reason. */
	private const EVERYONE = 'everyone';

	/**
	 * Reserves the height of an inline chat, so that the page does not shift when the chat starts. Uses attributes of an SVG, because a
	 * strict content security policy forbids style attributes.
	 */
	private const SPACE = '<svg width="1" height="560" display="block" aria-hidden="true"></svg>';

	/** Settings of a button with a look of its own, as they come; see LauncherLook. */
	private const LOOK = [
		'widget_offset_x'              => '20',
		'widget_offset_y'              => '20',
		'widget_size'                  => '58',
		'widget_icon'                  => 'bubble',
		'widget_launcher_text'         => '',
		'widget_launcher_translations' => '',
		'widget_devices'               => 'all',
	];

	public function __construct(
		private readonly Settings $settings,
		private readonly WidgetScripts $scripts,
		private readonly GuestAccess $access,
		private readonly SiteState $state,
	) {}

	/**
	 * Whether this reader's pages show the chat: it is switched on, for them too, and the site does not refuse its requests. Signed-in users
	 * send them as guests too.
	 */
	public function is_on(): bool {
		return $this->settings->bool( 'widget_enabled' ) && $this->access->shows_chat()
			&& ( self::EVERYONE === $this->settings->text( 'widget_audience' ) || is_user_logged_in() );
	}

	/** Whether this page shows the button: it is not one of those that the owner leaves out. */
	private function has_button(): bool {
		$left_out = $this->settings->text( 'widget_hide_on' );
		return $this->is_on()
			&& ( '' === $left_out || ! PagePatterns::match( $left_out, esc_url_raw( wp_unslash( $_SERVER['REQUEST_URI'] ?? '' ) ) ) );
	}

	/** Hook: `wp_enqueue_scripts`. */
	public function enqueue(): void {
		if ( ! $this->has_button() ) {
			return;
		}
		$this->enqueue_script();
		if ( ! $this->is_plain() ) {
			wp_register_style( self::HANDLE, false, [], $this->scripts->version( self::SCRIPT ) );
			wp_enqueue_style( self::HANDLE );
			wp_add_inline_style( self::HANDLE, ( new LauncherLook( $this->settings, $this->state ) )->css( $this->text() ) );
		}
	}

	private function enqueue_script(): void {
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

	/** Whether the button looks as it comes. */
	private function is_plain(): bool {
		foreach ( self::LOOK as $setting => $as_it_comes ) {
			if ( $as_it_comes !== $this->settings->text( $setting ) ) {
				return false;
			}
		}
		return true;
	}

	/** The owner's words on the button, in the language of the page; empty for none. */
	private function text(): string {
		$by_language = json_decode( $this->settings->text( 'widget_launcher_translations' ), true );
		$text        = is_array( $by_language ) ? $by_language[ strtok( get_locale(), '_' ) ] ?? '' : '';
		return is_string( $text ) && '' !== trim( $text ) ? trim( $text ) : $this->settings->text( 'widget_launcher_text' );
	}

	/**
	 * Hook: `wp_footer`. In a page with an inline chat, the browser hides the button. The server cannot know: the inline chat may have been
	 * rendered only for an excerpt or a description.
	 */
	public function print_button(): void {
		if ( $this->has_button() && ! self::is_amp() ) {
			echo $this->element( false ), "\n"; // phpcs:ignore WordPress.Security.EscapeOutput -- element() escapes each attribute.
		}
	}

	/** The inline chat; empty when the chat is off, and where scripts never run: feeds, excerpts, mails, AMP. */
	public function inline(): string {
		if ( ! $this->is_on() || is_feed() || doing_filter( 'get_the_excerpt' ) || wp_doing_cron() || self::is_amp() ) {
			return '';
		}
		$this->enqueue_script();
		return $this->element( true );
	}

	/** Whether the page is shown as AMP, which allows no scripts of the site. */
	private static function is_amp(): bool {
		return function_exists( 'amp_is_request' ) && amp_is_request();
	}

	/**
	 * Where only logged-in users chat: a fragment that tells one from another, by which the browser keeps their conversations apart. On a
	 * shared computer the next one sees nothing of it, however long the session is valid.
	 */
	private function user(): string {
		return self::EVERYONE === $this->settings->text( 'widget_audience' )
			? ''
			: '#' . substr( wp_hash( 'aaia-chatbot ' . get_current_user_id() ), 0, 12 );
	}

	private function element( bool $inline ): string {
		$locale     = get_locale();
		$contact    = $this->settings->text( 'widget_contact' );
		$text       = $inline ? '' : $this->text();
		$open       = $inline ? __( 'Start the chat', 'aaia-chatbot' ) : __( 'Open the chat', 'aaia-chatbot' );
		$attributes = [
			'api'         => untrailingslashit( rest_url( self::API ) ) . $this->user(),
			'locale'      => $locale,
			'position'    => $this->settings->text( 'widget_position' ),
			'color'       => $this->settings->text( 'widget_color' ),
			// Begins with the words that stand on the button, so that who speaks to the device can say what is seen.
			'label'       => '' === $text ? $open : $text . ' – ' . $open,
			'label-close' => __( 'Close the chat', 'aaia-chatbot' ),
			// After the first translated texts, so that WordPress has loaded the translation.
			'panel'       => $this->scripts->panel( $locale ),
			// A link or a button follows on the same line.
			'failure'     => ( '' === $contact
				? __( 'The chat couldn’t be loaded. Please try again later, or use this site’s contact page.', 'aaia-chatbot' )
				: __( 'The chat couldn’t be loaded. Please try again, or contact us here:', 'aaia-chatbot' ) ) . ' ',
			'retry'       => __( 'Try again', 'aaia-chatbot' ),
			'contact'     => is_email( $contact ) ? 'mailto:' . $contact : $contact,
		];
		$html       = '<aaia-chatbot';
		foreach ( array_filter( $attributes ) as $name => $value ) {
			$html .= sprintf( ' %s="%s"', $name, esc_attr( $value ) );
		}
		return $html . ( $inline ? ' inline>' . self::SPACE : '>' ) . '</aaia-chatbot>';
	}
}
