<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Llm\Embeddings;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Http\Outgoing\CallLimits;
use Aaia\Chatbot\Http\Outgoing\OutgoingClient;
use Aaia\Chatbot\Llm\ApiKeyResolver;
use Aaia\Chatbot\Llm\LlmConfig;
use Aaia\Chatbot\Llm\LlmFailure;
use Aaia\Chatbot\Llm\OpenAi\Endpoint;
use Aaia\Chatbot\Llm\OpenAi\ModelServerClient;
use Aaia\Chatbot\Llm\ProviderHealth;
use Aaia\Chatbot\Settings\Settings;
use Aaia\Chatbot\Support\Clock;

/** Embeddings from the server in the settings: the assistant's model server, or one with its own address and key. */
final class SettingsEmbeddingProvider implements EmbeddingProvider {

	/** Seconds a visitor's question may wait for its embedding; after that it is answered by words alone. */
	public const PATIENCE = 1.5;

	/** Most characters of a question that are sent. */
	private const QUESTION = 1000;

	/** Most bytes of one response: 64 vectors of 4,096 numbers of about 22 digits. */
	private const BYTES = 8_000_000;

	/** For passages, seconds to the first byte (a model may have to be loaded first), and seconds between two bytes. */
	private const FIRST_BYTE = 40.0;
	private const SILENCE    = 20.0;

	/**
	 * Seconds: three failures within an hour pause the server for five minutes. Even on a quiet site a dead server then costs one visitor in
	 * five minutes a second and a half; the pause costs little, because search by words finds most passages.
	 */
	private const WINDOW = 3600;
	private const REST   = 300;

	private const CACHE = 'aaia_chatbot_embeddings';

	private const HEALTH = 'aaia_chatbot_embeddings_health';

	/**
	 * @param ModelServerClient $long  Client for passages.
	 * @param ModelServerClient $quick Client for questions, with limits suited to a waiting visitor.
	 */
	public function __construct(
		private readonly Settings $settings,
		private readonly ApiKeyResolver $keys,
		private readonly ProviderHealth $health,
		private readonly ModelServerClient $long,
		private readonly ModelServerClient $quick,
	) {}

	/** Creates the provider with limits and a failure record separate from those of the chat model. */
	public static function create( Settings $settings, ApiKeyResolver $keys, OutgoingClient $client, Clock $clock ): self {
		return new self(
			$settings,
			$keys,
			new ProviderHealth( $clock, self::HEALTH, 'Embeddings', self::WINDOW, self::REST ),
			new ModelServerClient( $client, new CallLimits( bytes: self::BYTES, first_byte: self::FIRST_BYTE, idle: self::SILENCE ) ),
			new ModelServerClient( $client, new CallLimits( self::PATIENCE, self::BYTES, self::PATIENCE, self::PATIENCE, self::PATIENCE ) ),
		);
	}

	/**
	 * Hook: `aaia_chatbot_settings_saved`. Forgets failures when the owner changes how the server is reached.
	 *
	 * @param mixed $changed Names of the changed settings.
	 */
	public function settings_saved( mixed $changed ): void {
		if (
			is_array( $changed )
			&& [] !== array_intersect(
				[
					EmbeddingSettings::SERVER, EmbeddingSettings::BASE_URL, EmbeddingSettings::KEY, EmbeddingSettings::MODEL,
					EmbeddingSettings::DIMENSIONS, 'base_url', 'api_key', 'allowed_local_hosts',
				],
				$changed,
			)
		) {
			$this->health->reset();
		}
	}

	public function current(): ?EmbeddingModel {
		$config = $this->config();
		if ( null === $config || '' === $config->model ) {
			return null;
		}
		try {
			return new EmbeddingModel(
				Endpoint::from_config( $config )->address(),
				$config->model,
				$this->settings->int( EmbeddingSettings::DIMENSIONS ),
			);
		} catch ( LlmFailure ) {
			return null;
		}
	}

	public function client( EmbeddingModel $model ): ?EmbeddingClient {
		return $this->reachable_client( $model, $this->long );
	}

	public function of_question( EmbeddingModel $model, string $question ): array {
		$question = mb_substr( trim( $question ), 0, self::QUESTION, 'UTF-8' );
		$client   = '' === $question ? null : $this->reachable_client( $model, $this->quick );
		$id       = md5( $model->address );
		$key      = md5( (string) wp_json_encode( [ $model->address, $model->name, $model->dimensions, $question ] ) );
		$known    = wp_cache_get( $key, self::CACHE );
		if ( null === $client ) {
			return [];
		}
		if ( is_array( $known ) && [] !== $known ) {
			return array_values( array_filter( $known, is_float( ... ) ) );
		}
		if ( $this->health->is_paused( $id ) ) {
			return [];
		}
		try {
			$vector = $client->embed( [ $question ], self::PATIENCE )->vectors[0];
		} catch ( LlmFailure $failure ) {
			$this->health->failed( $id, $failure );
			return [];
		}
		$this->health->succeeded( $id );
		wp_cache_set( $key, $vector, self::CACHE, HOUR_IN_SECONDS );
		return $vector;
	}

	public function problem(): string {
		$failure = $this->health->last_failure();
		return null === $failure || $failure['recovered'] ? '' : $failure['sentence'];
	}

	/** Whether a key from the environment or a constant replaces the typed one. */
	public function has_other_key(): bool {
		try {
			return EmbeddingSettings::OWN === $this->settings->text( EmbeddingSettings::SERVER )
				&& $this->keys->overrides( Endpoint::from_config( new LlmConfig( $this->settings->text( EmbeddingSettings::BASE_URL ), '', '' ) ) );
		} catch ( LlmFailure ) {
			return false;
		}
	}

	private function reachable_client( EmbeddingModel $model, ModelServerClient $server ): ?EmbeddingClient {
		$config = $this->config( $model->name );
		try {
			return null === $config || Endpoint::from_config( $config )->address() !== $model->address
				? null
				: new OpenAiEmbeddingClient( $config, $model->dimensions, $server );
		} catch ( LlmFailure ) {
			return null;
		}
	}

	/** The chosen server with the key that may be sent there; null when there is none. */
	private function config( ?string $model = null ): ?LlmConfig {
		$server = $this->settings->text( EmbeddingSettings::SERVER );
		if ( EmbeddingSettings::OFF === $server ) {
			return null;
		}
		[ $address, $secret ] = EmbeddingSettings::OWN === $server
			? [ EmbeddingSettings::BASE_URL, EmbeddingSettings::KEY ]
			: [ 'base_url', 'api_key' ];
		$without_key          = new LlmConfig(
			$this->settings->text( $address ),
			'',
			$model ?? trim( $this->settings->text( EmbeddingSettings::MODEL ) ),
			$this->settings->list( 'allowed_local_hosts' ),
		);
		try {
			$endpoint = Endpoint::from_config( $without_key );
		} catch ( LlmFailure ) {
			return null;
		}
		return new LlmConfig(
			$without_key->base_url,
			$this->keys->key_for( $endpoint, $secret ),
			$without_key->model,
			$without_key->allowed_hosts,
		);
	}
}
