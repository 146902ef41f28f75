<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Llm;

use Aaia\Chatbot\Settings\Settings;

/** The ways to reach a model, and the one the owner chose. */
final class LlmClients {

	/** @param list<LlmClient> $clients */
	public function __construct(
		private readonly Settings $settings,
		private readonly LlmClient $builtin,
		private readonly array $clients,
	) {}

	/** The chosen client; the built-in one when there is none of that name. */
	public function current(): LlmClient {
		$chosen = $this->settings->text( 'provider' );
		/**
		 * Ways to reach a model. Other plugins add objects that implement LlmClient.
		 *
		 * @param list<LlmClient> $clients
		 */
		$clients = apply_filters( 'aaia_chatbot_llm_clients', [ $this->builtin, ...$this->clients ] );
		foreach ( is_array( $clients ) ? $clients : [] as $client ) {
			if ( $client instanceof LlmClient && $client->id() === $chosen ) {
				return $client;
			}
		}
		return $this->builtin;
	}

	/** The one that needs nobody. */
	public function builtin(): LlmClient {
		return $this->builtin;
	}
}
