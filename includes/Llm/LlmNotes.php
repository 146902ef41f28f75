<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Llm;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Http\SettingNotes;
use Aaia\Chatbot\Llm\OpenAi\Endpoint;

/** Notes shown beside the settings of the model: a key from elsewhere, and the last failure. */
final class LlmNotes implements SettingNotes {

	public function __construct(
		private readonly LlmConfigSource $config,
		private readonly ApiKeyResolver $keys,
		private readonly ProviderHealth $health,
	) {}

	public function notes(): array {
		$notes = [];
		if ( $this->has_other_key() ) {
			$notes['api_key'] = __(
				'A key from the server’s environment or a constant is used for this address; the one typed here is not needed.',
				'aaia-chatbot',
			);
		}
		$failure = $this->health->last_failure();
		if ( null !== $failure && ! $failure['recovered'] ) {
			$notes['provider'] = sprintf(
				/* translators: 1: time span such as "2 minutes", 2: what went wrong. */
				__( 'The last question could not be answered by the model (%1$s ago), so the built-in assistant answered: %2$s', 'aaia-chatbot' ),
				human_time_diff( $failure['at'] ),
				$failure['sentence'],
			);
		}
		return $notes;
	}

	private function has_other_key(): bool {
		try {
			return $this->keys->overrides( Endpoint::from_config( $this->config->current() ) );
		} catch ( LlmFailure ) {
			return false;
		}
	}
}
