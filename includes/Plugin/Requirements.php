<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Plugin;

defined( 'ABSPATH' ) || exit;

/**
 * Checks the PHP extensions that the plugin needs, before anything else is loaded, and tells the owner which are missing.
 *
 * WordPress replaces a few functions of mbstring and none of ctype and filter; visitors' text cannot be processed without them. This class
 * uses none of them itself.
 */
final class Requirements {

	/** Extension => functions of it that we need; replacements in other plugins may have only some of them. */
	private const FUNCTIONS = [
		'mbstring' => [
			'mb_strcut', 'mb_substr', 'mb_strlen', 'mb_strtolower', 'mb_strrpos', 'mb_strpos', 'mb_check_encoding', 'mb_scrub',
			'mb_convert_encoding', 'mb_str_split', 'mb_strtoupper',
		],
		'ctype'    => [ 'ctype_digit' ],
		'filter'   => [ 'filter_var' ],
		'json'     => [ 'json_encode' ],
	];

	/** @return list<string> Names of PHP's extensions that are missing. */
	public static function missing(): array {
		$missing = [];
		foreach ( self::FUNCTIONS as $extension => $functions ) {
			if ( [] !== array_filter( $functions, static fn( string $name ): bool => ! function_exists( $name ) ) ) {
				$missing[] = $extension;
			}
		}
		if ( 1 !== preg_match( '/^\pL$/u', 'é' ) ) {
			$missing[] = 'pcre (UTF-8)';
		}
		return $missing;
	}

	/** @param list<string> $missing */
	public function __construct( private readonly array $missing ) {}

	/** Replaces the plugin: refuses activation, and tells the owner of an active plugin why the chat is off. */
	public function register( string $file ): void {
		register_activation_hook( $file, [ $this, 'refuse' ] );
		add_action( 'admin_notices', [ $this, 'show' ] );
		add_action( 'network_admin_notices', [ $this, 'show' ] );
	}

	/** Stops the activation with a message. */
	public function refuse(): void {
		wp_die( esc_html( $this->sentence() ), esc_html__( 'AAIA Chatbot was not activated', 'aaia-chatbot' ), [ 'back_link' => true ] );
	}

	/** Prints a notice for users who can activate plugins. */
	public function show(): void {
		if ( current_user_can( 'activate_plugins' ) ) {
			echo '<div class="notice notice-error"><p>' . esc_html( $this->sentence() ) . '</p></div>';
		}
	}

	private function sentence(): string {
		return sprintf(
			/* translators: %s: names of PHP extensions, such as mbstring. */
			__(
				'AAIA Chatbot needs PHP extensions that this server does not have: %s. Ask your host to switch them on; until then the chat stays off, and nothing is lost.',
				'aaia-chatbot',
			),
			implode( ', ', $this->missing ),
		);
	}
}
