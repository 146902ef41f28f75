<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Llm;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Llm\OpenAi\Endpoint;
use Aaia\Chatbot\Settings\Settings;

/**
 * Finds the key for a model server: environment, constant, then the setting, in this order.
 *
 * A key from the environment or a constant goes only to its provider's scheme, host and port, or to those named by the same source. So
 * whoever may change the base URL still cannot have such a key sent elsewhere. (The setting's own key is bound to its address by
 * Settings.) Keys of WordPress's connectors are WordPress's: they are never read here and work through its AI client only.
 */
final class ApiKeyResolver {

	/** Names of a key, in the environment or as constants => name of the address it belongs to, and the address when that is not set. */
	private const NAMES = [
		'AAIA_CHATBOT_API_KEY' => [ 'AAIA_CHATBOT_BASE_URL', '' ],
		'OPENAI_API_KEY'       => [ 'OPENAI_BASE_URL', 'https://api.openai.com' ],
	];

	public function __construct( private readonly Settings $settings ) {}

	/**
	 * The key to send to a server; empty when there is none.
	 *
	 * @param string $secret The setting that holds the key typed for this server; Settings binds it to its address.
	 */
	public function key_for( Endpoint $endpoint, string $secret = 'api_key' ): string {
		return $this->external_key( $endpoint ) ?? $this->settings->secret( $secret );
	}

	/** Whether a key from elsewhere is used for a server in place of the typed one. */
	public function overrides( Endpoint $endpoint ): bool {
		return null !== $this->external_key( $endpoint );
	}

	private function external_key( Endpoint $endpoint ): ?string {
		return self::key_by_name( $endpoint, self::environment( ... ) ) ?? self::key_by_name( $endpoint, self::constant( ... ) );
	}

	/** @param callable( string ): string $read Value of a name; empty when not set. */
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

	/** Scheme, host and port of an address; null when it is none. */
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
