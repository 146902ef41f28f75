<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Llm;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Llm\OpenAi\Endpoint;
use Aaia\Chatbot\Settings\Settings;

/** Reads the model's configuration from the settings, with the key that may be sent to its server. */
final class SettingsConfigSource implements LlmConfigSource {

	public function __construct(
		private readonly Settings $settings,
		private readonly ApiKeyResolver $keys,
	) {}

	public function current(): LlmConfig {
		$without_key = new LlmConfig(
			$this->settings->text( 'base_url' ),
			'',
			trim( $this->settings->text( 'model' ) ),
			$this->settings->list( 'allowed_local_hosts' ),
		);
		try {
			$endpoint = Endpoint::from_config( $without_key );
		} catch ( LlmFailure ) {
			return $without_key;
		}
		return new LlmConfig( $without_key->base_url, $this->keys->key_for( $endpoint ), $without_key->model, $without_key->allowed_hosts );
	}
}
