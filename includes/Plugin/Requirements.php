<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Plugin;

defined( 'ABSPATH' ) || exit;

/**
 * What PHP must be able to do before anything else of the plugin is built, and what is said when it cannot.
 *
 * WordPress replaces a few functions of mbstring and none of ctype and filter; text of visitors cannot be read without them. This class
 * uses none of them itself.
 */
final class Requirements {

	/** Extension => functions of it that we cannot do without; some replacements that plugins bring have only a part of them. */
	private const FUNCTIONS = [
		'mbstring' => [ 'mb_strcut', 'mb_substr', 'mb_strlen', 'mb_strtolower', 'mb_strrpos', 'mb_strpos', 'mb_check_encoding', 'mb_scrub', 'mb_convert_encoding', 'mb_str_split' ],
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

	/** In place of the plugin: activation is refused, and a plugin that is active already says why the chat is off. */
	public function register( string $file ): void {
		register_activation_hook( $file, [ $this, 'refuse' ] );
		add_action( 'admin_notices', [ $this, 'show' ] );
		add_action( 'network_admin_notices', [ $this, 'show' ] );
	}

	/** Ends the activation with a sentence. */
	public function refuse(): void {
		wp_die( esc_html( $this->sentence() ), esc_html__( 'AAIA Chatbot was not activated', 'aaia-chatbot' ), [ 'back_link' => true ] );
	}

	/** Prints the sentence, to who can do something about it. */
	public function show(): void {
		if ( current_user_can( 'activate_plugins' ) ) {
			echo '<div class="notice notice-error"><p>' . esc_html( $this->sentence() ) . '</p></div>';
		}
	}

	private function sentence(): string {
		/* translators: %s: names of PHP extensions, such as mbstring. */
		return sprintf( __( 'AAIA Chatbot needs PHP extensions that this server does not have: %s. Ask your host to switch them on; until then the chat stays off, and nothing is lost.', 'aaia-chatbot' ), implode( ', ', $this->missing ) );
	}
}
