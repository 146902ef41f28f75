<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Llm;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Settings\Settings;
use Aaia\Chatbot\Support\OtherPlugins;

/** The available clients and the one the owner chose. */
final class LlmClientRegistry {

	/** @param list<LlmClient> $clients All but the built-in one. */
	public function __construct(
		private readonly Settings $settings,
		private readonly LlmClient $builtin,
		private readonly array $clients,
		public readonly ProviderHealth $health,
	) {}

	/** The chosen client with the built-in one as fallback; the built-in one when no client has the chosen id. */
	public function current(): LlmClient {
		$chosen = $this->chosen();
		return $chosen->id() === $this->builtin->id() ? $this->builtin : new FallbackClient( $chosen, $this->builtin, $this->health );
	}

	/** The chosen client without fallback, for tests that must show the failure. */
	public function chosen(): LlmClient {
		$wanted = $this->settings->text( 'provider' );
		foreach ( $this->all() as $client ) {
			if ( $client->id() === $wanted ) {
				return $client;
			}
		}
		return $this->builtin;
	}

	/** The built-in extractive client. */
	public function builtin(): LlmClient {
		return $this->builtin;
	}

	/** @return list<LlmClient> The built-in one first; among several with the same id the first is used. */
	public function all(): array {
		/**
		 * Filters the clients. Other plugins add objects that implement LlmClient.
		 *
		 * @param list<LlmClient> $clients
		 */
		$own     = [ $this->builtin, ...$this->clients ];
		$clients = OtherPlugins::ask(
			'aaia_chatbot_llm_clients',
			static fn(): mixed => apply_filters( 'aaia_chatbot_llm_clients', $own ),
			$own,
		);
		return array_values( array_filter(
			is_array( $clients ) ? $clients : [ $this->builtin ],
			static fn( mixed $client ): bool => $client instanceof LlmClient,
		) );
	}
}
