<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Llm;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Settings\Settings;
use Aaia\Chatbot\Support\OtherPlugins;

/** The ways to reach a model, and the one the owner chose. */
final class LlmClientRegistry {

	/** @param list<LlmClient> $clients Beside the built-in one. */
	public function __construct(
		private readonly Settings $settings,
		private readonly LlmClient $builtin,
		private readonly array $clients,
		public readonly ProviderHealth $health,
	) {}

	/** The chosen client, which falls back to the built-in one; the built-in one when there is none of the chosen name. */
	public function current(): LlmClient {
		$chosen = $this->chosen();
		return $chosen->id() === $this->builtin->id() ? $this->builtin : new FallbackClient( $chosen, $this->builtin, $this->health );
	}

	/** The chosen client without a net: for a test that must show the failure. */
	public function chosen(): LlmClient {
		$wanted = $this->settings->text( 'provider' );
		foreach ( $this->all() as $client ) {
			if ( $client->id() === $wanted ) {
				return $client;
			}
		}
		return $this->builtin;
	}

	/** The one that needs nobody. */
	public function builtin(): LlmClient {
		return $this->builtin;
	}

	/** @return list<LlmClient> The built-in one first; of several with the same id the first counts. */
	public function all(): array {
		/**
		 * Ways to reach a model. Other plugins add objects that implement LlmClient.
		 *
		 * @param list<LlmClient> $clients
		 */
		$own     = [ $this->builtin, ...$this->clients ];
		$clients = OtherPlugins::ask( 'aaia_chatbot_llm_clients', static fn(): mixed => apply_filters( 'aaia_chatbot_llm_clients', $own ), $own );
		return array_values( array_filter( is_array( $clients ) ? $clients : [ $this->builtin ], static fn( mixed $client ): bool => $client instanceof LlmClient ) );
	}
}
