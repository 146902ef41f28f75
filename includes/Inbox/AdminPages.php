<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Inbox;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Assistant\DefaultInstructions;
use Aaia\Chatbot\Content\Sources\SiteLanguages;
use Aaia\Chatbot\Conversations\Limit;
use Aaia\Chatbot\Http\Capability;
use Aaia\Chatbot\Http\Controller;
use Aaia\Chatbot\Inbox\Notices\WebApp;

/** The admin pages: Settings -> Aaia XP, Conversations, Improve and Insights. Adds their menu entries and scripts, which draw them. */
final class AdminPages {

	public const SETTINGS = 'aaia-xp';

	public const CONVERSATIONS = 'aaia-conversations';

	public const IMPROVE = 'aaia-improve';

	public const INSIGHTS = 'aaia-insights';

	/** In the address of the Conversations screen: the contacts, all or one. */
	public const CONTACTS = 'contacts';

	/** In the address of the Conversations screen: only the inbox, for the panel of the admin bar. */
	public const PANEL = 'aaia_panel';

	/** Page slugs by built script. */
	private const SCRIPTS = [
		'settings' => self::SETTINGS,
		'inbox'    => self::CONVERSATIONS,
		'improve'  => self::IMPROVE,
		'insights' => self::INSIGHTS,
	];

	/** @param string $file The plugin's main file. */
	public function __construct(
		private readonly string $file,
		private readonly UnreadBadge $badge,
		private readonly AgentPreferences $preferences,
	) {}

	/** Adds the menu entries. Hook: `admin_menu`. */
	public function add_menus(): void {
		$this->load_on(
			add_options_page(
				__( 'Aaia XP', 'aaia-chatbot' ),
				__( 'Aaia XP', 'aaia-chatbot' ),
				Capability::Manage->value,
				self::SETTINGS,
				[ $this, 'draw' ],
			),
			'settings'
		);
		$title = __( 'Conversations', 'aaia-chatbot' );
		$this->load_on(
			add_menu_page(
				$title,
				$this->with_bubble( $title ),
				Capability::View->value,
				self::CONVERSATIONS,
				[ $this, 'draw' ],
				'dashicons-format-chat',
				26,
			),
			'inbox'
		);
		$inbox    = __( 'Inbox', 'aaia-chatbot' );
		$contacts = __( 'Contacts', 'aaia-chatbot' );
		add_submenu_page( self::CONVERSATIONS, $inbox, $inbox, Capability::View->value, self::CONVERSATIONS );
		add_submenu_page( self::CONVERSATIONS, $contacts, $contacts, Capability::View->value, self::contacts( 'all' ) );
		$improve  = __( 'Improve', 'aaia-chatbot' );
		$insights = __( 'Insights', 'aaia-chatbot' );
		foreach ( [ 'improve' => $improve, 'insights' => $insights ] as $script => $name ) {
			$page = self::SCRIPTS[ $script ];
			$this->load_on( add_submenu_page( self::CONVERSATIONS, $name, $name, Capability::View->value, $page, [ $this, 'draw' ] ), $script );
		}
	}

	/** The address of contacts, below that of wp-admin. @param string $shown `all`, or the id of one. */
	public static function contacts( string $shown ): string {
		return 'admin.php?page=' . self::CONVERSATIONS . '&' . self::CONTACTS . '=' . $shown;
	}

	/** Marks the entry of the contacts where they are shown. Filter: `submenu_file`. */
	public function mark_submenu( mixed $file ): mixed {
		// phpcs:ignore WordPress.Security.NonceVerification.Recommended -- chooses which entry of the menu is marked.
		$is_shown = isset( $_GET[ self::CONTACTS ] ) && 'toplevel_page_' . self::CONVERSATIONS === get_current_screen()?->id;
		return $is_shown ? self::contacts( 'all' ) : $file;
	}

	/** Prints the element in which the script draws. The `wp-header-end` line before it keeps WordPress from moving notices into it. */
	public function draw(): void {
		echo '<div class="wrap aaia-admin"><hr class="wp-header-end"><div id="aaia-admin"></div><noscript><p>'
			. esc_html__( 'This screen needs JavaScript.', 'aaia-chatbot' ) . '</p></noscript></div>';
	}

	/**
	 * A link on the plugins screen. Filter: `plugin_action_links_{plugin}`.
	 *
	 * @param array<string> $links
	 *
	 * @return array<string>
	 */
	public function add_settings_link( array $links ): array {
		$url = esc_url( admin_url( 'options-general.php?page=' . self::SETTINGS ) );
		return Capability::Manage->allowed()
			? [ '<a href="' . $url . '">' . esc_html__( 'Settings', 'aaia-chatbot' ) . '</a>', ...$links ]
			: $links;
	}

	/**
	 * The menu's title with the number of unread conversations, marked up like pending comments in WordPress. The two stay on one line, for
	 * which they may use the menu's margin.
	 */
	private function with_bubble( string $title ): string {
		$unread = $this->badge->count();
		if ( null === $unread ) {
			return $title;
		}
		$shown = UnreadBadge::shown( $unread );
		/* translators: %s: number of conversations, or "99+". */
		$words = sprintf( _n( '%s unread conversation', '%s unread conversations', $unread, 'aaia-chatbot' ), $shown );
		return sprintf(
			'<span style="display:inline-flex;align-items:center;gap:2px;white-space:nowrap;margin-inline-end:-8px">%4$s '
				. '<span class="awaiting-mod count-%1$d aaia-unread"><span class="pending-count" aria-hidden="true">%2$s</span>'
				. '<span class="screen-reader-text">%3$s</span></span></span>',
			$unread,
			esc_html( $shown ),
			esc_html( $words ),
			esc_html( $title )
		);
	}

	private function load_on( string|false $hook, string $script ): void {
		if ( false === $hook ) {
			return;
		}
		add_action( 'load-' . $hook, fn() => add_action( 'admin_enqueue_scripts', fn() => $this->enqueue( $script ) ) );
		if ( 'inbox' === $script ) {
			add_action( 'load-' . $hook, [ $this, 'serve_panel' ] );
		}
	}

	/** Answers with the inbox alone, without menu, bar and other plugins' scripts, when the panel asks for it. */
	public function serve_panel(): void {
		// phpcs:ignore WordPress.Security.NonceVerification.Recommended -- chooses how the screen looks.
		if ( ! isset( $_GET[ self::PANEL ] ) ) {
			return;
		}
		defined( 'IFRAME_REQUEST' ) || define( 'IFRAME_REQUEST', true );
		$this->print_panel();
		exit;
	}

	/** Prints the page in the panel's frame. */
	public function print_panel(): void {
		$this->enqueue( 'inbox' );
		$colour = get_user_option( 'admin_color' );
		echo '<!DOCTYPE html><html ';
		language_attributes();
		printf(
			'><head><meta charset="%s"><meta name="viewport" content="width=device-width"><title>%s</title>',
			esc_attr( get_option( 'blog_charset' ) ),
			esc_html__( 'Conversations', 'aaia-chatbot' ),
		);
		wp_styles()->do_items( [ 'colors', self::handle( 'inbox' ) ] );
		printf(
			'</head><body class="wp-admin wp-core-ui aaia-panel admin-color-%s%s"><main id="aaia-admin"></main>'
				// Where WordPress's own script announces things to screen readers: it adds this text itself, outside any landmark.
				. '<section aria-labelledby="a11y-speak-intro-text">'
				. '<p id="a11y-speak-intro-text" class="a11y-speak-intro-text" hidden>%s</p></section>',
			esc_attr( sanitize_html_class( is_string( $colour ) ? $colour : '', 'modern' ) ),
			esc_attr( is_rtl() ? ' rtl' : '' ),
			esc_html__( 'Notifications', 'aaia-chatbot' ),
		);
		wp_scripts()->do_items( [ self::handle( 'inbox' ) ] );
		echo '</body></html>';
	}

	/** @return non-empty-string */
	private static function handle( string $script ): string {
		return 'aaia-chatbot-' . $script;
	}

	/**
	 * Dependencies and version of a built script; null while nothing is built.
	 *
	 * @return ?array{dependencies: list<non-empty-string>, version: string}
	 */
	public static function asset( string $file, string $script ): ?array {
		$path  = dirname( $file ) . '/build/admin/' . $script . '.asset.php';
		$asset = is_file( $path ) ? require $path : null;
		/** @var ?array{dependencies: list<non-empty-string>, version: string} */
		return is_array( $asset ) ? $asset : null;
	}

	/** Enqueues the script and styles of a page with their data. */
	private function enqueue( string $script ): void {
		$asset = self::asset( $this->file, $script );
		if ( null === $asset ) {
			return;
		}
		$handle = self::handle( $script );
		wp_enqueue_script(
			$handle,
			plugins_url( 'build/admin/' . $script . '.js', $this->file ),
			$asset['dependencies'],
			$asset['version'],
			true,
		);
		if ( 'settings' === $script && current_user_can( 'upload_files' ) ) {
			// To choose the assistant's picture.
			wp_enqueue_media();
		}
		wp_set_script_translations( $handle, 'aaia-chatbot', dirname( $this->file ) . '/languages' );
		wp_enqueue_style( $handle, plugins_url( 'build/admin/' . $script . '.css', $this->file ), [ 'wp-components' ], $asset['version'] );
		wp_style_add_data( $handle, 'rtl', 'replace' );
		wp_add_inline_script(
			$handle,
			'window.aaiaChatbotAdmin = ' . wp_json_encode( $this->facts( $script ), JSON_HEX_TAG | JSON_HEX_AMP ) . ';',
			'before',
		);
	}

	/**
	 * Roles that may see conversations, and to which the current user can limit one without losing sight of it.
	 *
	 * @return list<array{name: string, label: string}>
	 */
	private static function roles(): array {
		$roles = [];
		foreach ( wp_roles()->role_objects as $name => $role ) {
			$is_own = Capability::Manage->allowed() || in_array( $name, wp_get_current_user()->roles, true );
			$reads  = $role->has_cap( Capability::View->value ) || $role->has_cap( 'manage_options' );
			if ( $is_own && $reads && 1 === preg_match( Limit::ROLE, (string) $name ) ) {
				$roles[] = [ 'name' => (string) $name, 'label' => translate_user_role( wp_roles()->role_names[ $name ] ?? $name ) ];
			}
		}
		return $roles;
	}

	/** @return array<string, mixed> Data that no REST route provides. */
	private function facts( string $script ): array {
		$facts = [
			'user'     => get_current_user_id(),
			'locale'   => get_user_locale(),
			'timezone' => wp_timezone_string(),
			'pages'    => array_map(
				static fn( string $page ): string => admin_url(
					( self::SETTINGS === $page ? 'options-general.php' : 'admin.php' ) . '?page=' . $page,
				),
				self::SCRIPTS,
			),
			'can'      => [
				'reply'  => Capability::Reply->allowed(),
				'delete' => Capability::Delete->allowed(),
				'export' => Capability::Export->allowed(),
				'manage' => Capability::Manage->allowed(),
			],
		];
		if ( 'settings' !== $script ) {
			return $facts + [
				'preferences' => $this->preferences->to_array( get_current_user_id() ),
				'roles'       => self::roles(),
				'worker'      => WebApp::registration(),
				'export'      => rest_url( Controller::API . '/conversations/export' ),
			];
		}
		return $facts + [
			'admin_email'  => (string) get_option( 'admin_email' ),
			'site_title'   => wp_specialchars_decode( (string) get_option( 'blogname' ), ENT_QUOTES ),
			'instructions' => DefaultInstructions::TEXT,
			'wordpress_ai' => function_exists( 'wp_ai_client_prompt' ),
			'privacy_page' => get_privacy_policy_url(),
			'languages'    => SiteLanguages::all(),
			'owner'        => current_user_can( 'manage_options' ),
		];
	}
}
