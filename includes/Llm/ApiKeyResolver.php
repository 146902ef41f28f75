<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Llm;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Llm\OpenAi\Endpoint;
use Aaia\Chatbot\Settings\Settings;

/**
 * Resolves the key for a model server: environment, constant, then the setting, in this order.
 *
 * A key from the environment or a constant is sent only to its provider's scheme, host and port, or to those given by the same source. A
 * user who may change the base URL therefore cannot have such a key sent elsewhere. (The key in the settings is bound to its address by
 * Settings.) Keys of WordPress's connectors are never read here; they work through its AI client only.
 */
final class ApiKeyResolver {

	/** Environment variable or constant of a key => variable or constant of its address, and the default address. */
	private const NAMES = [
		'AAIA_CHATBOT_API_KEY' => [ 'AAIA_CHATBOT_BASE_URL', '' ],
		'OPENAI_API_KEY'       => [ 'OPENAI_BASE_URL', 'https://api.openai.com' ],
	];

	public function __construct( private readonly Settings $settings ) {}

	/**
	 * Returns the key to send to a server; empty when there is none.
	 *
	 * @param string $secret Setting with the key typed for this server; Settings binds it to its address.
	 */
	public function key_for( Endpoint $endpoint, string $secret = 'api_key' ): string {
		return $this->external_key( $endpoint ) ?? $this->settings->secret( $secret );
	}

	/** Whether a key from the environment or a constant replaces the typed one for a server. */
	public function overrides( Endpoint $endpoint ): bool {
		return null !== $this->external_key( $endpoint );
	}

	private function external_key( Endpoint $endpoint ): ?string {
		return self::key_by_name( $endpoint, self::environment( ... ) ) ?? self::key_by_name( $endpoint, self::constant( ... ) );
	}

	/** @param callable( string ): string $read Reads a variable or constant; empty when not set. */
	private static function key_by_name( Endpoint $endpoint, callable $read ): ?string {
		foreach ( self::NAMES as $name => [ $address, $usual ] ) {
			$key   = $read( $name );
			$named = $read( $address );
			if ( '' !== $key && self::site( '' === $named ? $usual : $named ) === $endpoint->site() ) {
				return $key;
			}
		}
		return null;
	}

	/** Scheme, host and port of an address; null when it is invalid. */
	private static function site( string $address ): ?string {
		try {
			return Endpoint::from_config( new LlmConfig( $address, '', '' ) )->site();
		} catch ( LlmFailure ) {
			return null;
		}
	}

	private static function environment( string $name ): string {
		$value = getenv( $name );
		return is_string( $value ) ? trim( $value ) : '';
	}

	private static function constant( string $name ): string {
		$value = defined( $name ) ? constant( $name ) : '';
		return is_string( $value ) ? trim( $value ) : '';
	}
}
