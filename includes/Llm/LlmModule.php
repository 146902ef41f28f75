<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Llm;

defined( 'ABSPATH' ) || exit;

/** Hooks of the room: what was remembered of a model server is forgotten when the owner changes how it is reached. */
final class LlmModule {

	private const SETTINGS = [ 'provider', 'base_url', 'api_key', 'model', 'allowed_local_hosts' ];

	public function __construct( private readonly ProviderHealth $health ) {}

	public function register(): void {
		add_action( 'aaia_chatbot_settings_saved', [ $this, 'forget' ] );
	}

	/** @param mixed $changed Names of the changed settings. */
	public function forget( mixed $changed ): void {
		if ( is_array( $changed ) && [] !== array_intersect( self::SETTINGS, $changed ) ) {
			$this->health->reset();
		}
	}
}
