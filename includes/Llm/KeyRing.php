<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Llm;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Settings\Settings;

/**
 * Finds the key for a model server: environment, constant, WordPress's connectors, then the setting, in this order.
 *
 * A key from anywhere but the setting goes only to its provider's host, or to the one named by the same source. So whoever may
 * change the base URL still cannot have such a key sent elsewhere. (The setting's own key is bound to its host by Settings.)
 */
final class KeyRing {

	/** Names of a key, in the environment or as constants => name of the address it belongs to, and the address when that is not set. */
	private const NAMES = [
		'AAIA_CHATBOT_API_KEY' => [ 'AAIA_CHATBOT_BASE_URL', '' ],
		'OPENAI_API_KEY'       => [ 'OPENAI_BASE_URL', 'https://api.openai.com' ],
	];

	/** Hosts of the OpenAI-compatible endpoints of the providers that WordPress connects. */
	private const CONNECTED = [
		'openai'    => 'api.openai.com',
		'google'    => 'generativelanguage.googleapis.com',
		'anthropic' => 'api.anthropic.com',
		'mistral'   => 'api.mistral.ai',
	];

	public function __construct( private readonly Settings $settings ) {}

	/**
	 * The key to send to a host; empty when there is none.
	 *
	 * @param string $secret The setting that holds the key typed for this server; Settings binds it to its address.
	 */
	public function key_for( string $host, string $secret = 'api_key' ): string {
		return $this->given( $host ) ?? $this->settings->secret( $secret );
	}

	/** Whether a key from elsewhere is used for a host in place of the typed one. */
	public function overrides( string $host ): bool {
		return null !== $this->given( $host );
	}

	private function given( string $host ): ?string {
		return $this->named( $host, self::environment( ... ) ) ?? $this->named( $host, self::constant( ... ) ) ?? $this->connected( $host );
	}

	/**
	 * @param callable( string ): string $read Value of a name; empty when not set.
	 */
	private function named( string $host, callable $read ): ?string {
		foreach ( self::NAMES as $name => [ $address, $usual ] ) {
			$key   = $read( $name );
			$named = $read( $address );
			$named = wp_parse_url( '' === $named ? $usual : $named, PHP_URL_HOST );
			if ( '' !== $key && is_string( $named ) && strtolower( $named ) === $host ) {
				return $key;
			}
		}
		return null;
	}

	private function connected( string $host ): ?string {
		$provider  = array_search( $host, self::CONNECTED, true );
		$connector = is_string( $provider ) && function_exists( 'wp_get_connector' ) && wp_is_connector_registered( $provider ) ? wp_get_connector( $provider ) : null;
		$about     = $connector['authentication'] ?? [];
		foreach ( [ self::environment( $about['env_var_name'] ?? '' ), self::constant( $about['constant_name'] ?? '' ), get_option( $about['setting_name'] ?? '', '' ) ] as $key ) {
			if ( is_string( $key ) && '' !== $key ) {
				return $key;
			}
		}
		return null;
	}

	private static function environment( string $name ): string {
		$value = '' === $name ? false : getenv( $name );
		return is_string( $value ) ? trim( $value ) : '';
	}

	private static function constant( string $name ): string {
		$value = '' !== $name && defined( $name ) ? constant( $name ) : '';
		return is_string( $value ) ? trim( $value ) : '';
	}
}
