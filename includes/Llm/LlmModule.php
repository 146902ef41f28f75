<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Llm;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Http\Outgoing\OutgoingClient;
use Aaia\Chatbot\Llm\Builtin\ExtractiveClient;
use Aaia\Chatbot\Llm\Embeddings\EmbeddingProvider;
use Aaia\Chatbot\Llm\Embeddings\EmbeddingSettings;
use Aaia\Chatbot\Llm\Embeddings\SettingsEmbeddingProvider;
use Aaia\Chatbot\Llm\OpenAi\ModelServerClient;
use Aaia\Chatbot\Llm\OpenAi\OpenAiCompatibleClient;
use Aaia\Chatbot\Llm\WordPress\WordPressAiClient;
use Aaia\Chatbot\Settings\Settings;
use Aaia\Chatbot\Support\OtherPlugins;

/** Language models and embeddings. */
final class LlmModule {

	public const SETTINGS = [ LlmSettings::class, EmbeddingSettings::class ];

	public const CONTROLLERS = [ ModelsController::class ];

	public const OPTIONS = [ ProviderHealth::OPTION, OpenAi\OpenAiCompatibleClient::OPTION ];

	public const BINDINGS = [
		LlmConfigSource::class           => SettingsConfigSource::class,
		LlmClientRegistry::class         => [ self::class, 'clients' ],
		ModelServerClient::class         => [ self::class, 'model_server_client' ],
		SettingsEmbeddingProvider::class => [ SettingsEmbeddingProvider::class, 'create' ],
		EmbeddingProvider::class         => [ self::class, 'embedding_provider' ],
	];

	/** @return list<array{0: string, 1: class-string, 2: string, 3?: int}> */
	public static function hooks(): array {
		return [
			[ 'aaia_chatbot_settings_saved', ProviderHealth::class, 'settings_saved' ],
			[ 'aaia_chatbot_settings_saved', SettingsEmbeddingProvider::class, 'settings_saved' ],
		];
	}

	/** The plugin's clients; other plugins add theirs by the filter `aaia_chatbot_llm_clients`. */
	public static function clients(
		Settings $settings,
		ExtractiveClient $builtin,
		OpenAiCompatibleClient $openai,
		WordPressAiClient $wordpress,
		ProviderHealth $health
	): LlmClientRegistry {
		return new LlmClientRegistry( $settings, $builtin, [ $openai, $wordpress ], $health );
	}

	/** The HTTP client for model servers, with its default limits. */
	public static function model_server_client( OutgoingClient $client ): ModelServerClient {
		return new ModelServerClient( $client );
	}

	/** The source of embeddings: the server in the settings, or another plugin's replacement. */
	public static function embedding_provider( SettingsEmbeddingProvider $own ): EmbeddingProvider {
		/**
		 * Filters the source of embeddings. Another plugin returns an object that implements EmbeddingProvider.
		 *
		 * @param EmbeddingProvider $provider The server in the settings.
		 */
		$chosen = OtherPlugins::ask(
			'aaia_chatbot_embedding_provider',
			static fn(): mixed => apply_filters( 'aaia_chatbot_embedding_provider', $own ),
			$own,
		);
		return $chosen instanceof EmbeddingProvider ? $chosen : $own;
	}
}
