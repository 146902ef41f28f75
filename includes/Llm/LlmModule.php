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

/** Ways to reach a model. */
final class LlmModule {

	public const SETTINGS = [ LlmSettings::class, EmbeddingSettings::class ];

	public const CONTROLLERS = [ ModelsController::class ];

	public const OPTIONS = [ ProviderHealth::OPTION ];

	public const BINDINGS = [
		LlmConfigSource::class    => SettingsConfigSource::class,
		LlmClientRegistry::class         => [ self::class, 'clients' ],
		ModelServerClient::class    => [ self::class, 'model_server_client' ],
		SettingsEmbeddingProvider::class => [ SettingsEmbeddingProvider::class, 'create' ],
		EmbeddingProvider::class  => [ self::class, 'embedding_provider' ],
	];

	/** @return list<array{0: string, 1: class-string, 2: string, 3?: int}> */
	public static function hooks(): array {
		return [
			[ 'aaia_chatbot_settings_saved', ProviderHealth::class, 'settings_saved' ],
			[ 'aaia_chatbot_settings_saved', SettingsEmbeddingProvider::class, 'settings_saved' ],
		];
	}

	/** Our ways to reach a model; other plugins add theirs by the filter `aaia_chatbot_llm_clients`. */
	public static function clients(
		Settings $settings,
		ExtractiveClient $builtin,
		OpenAiCompatibleClient $openai,
		WordPressAiClient $wordpress,
		ProviderHealth $health
	): LlmClientRegistry {
		return new LlmClientRegistry( $settings, $builtin, [ $openai, $wordpress ], $health );
	}

	/** With the limits of a model server. */
	public static function model_server_client( OutgoingClient $client ): ModelServerClient {
		return new ModelServerClient( $client );
	}

	/** Where embeddings come from: the server the owner named, or what another plugin puts in its place. */
	public static function embedding_provider( SettingsEmbeddingProvider $own ): EmbeddingProvider {
		/**
		 * Where embeddings come from. Another plugin returns an object that implements EmbeddingProvider.
		 *
		 * @param EmbeddingProvider $provider The server the owner named.
		 */
		$chosen = OtherPlugins::ask(
			'aaia_chatbot_embedding_provider',
			static fn(): mixed => apply_filters( 'aaia_chatbot_embedding_provider', $own ),
			$own,
		);
		return $chosen instanceof EmbeddingProvider ? $chosen : $own;
	}
}
