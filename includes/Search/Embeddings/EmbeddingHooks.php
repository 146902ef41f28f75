<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Search\Embeddings;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Jobs\JobQueue;
use Aaia\Chatbot\Llm\Embeddings\EmbeddingSettings;
use Aaia\Chatbot\Storage\DatabaseFailure;

/** Retries embedding at once when the owner changes a setting of the embedding server. */
final class EmbeddingHooks {

	private const SETTINGS = [
		EmbeddingSettings::SERVER, EmbeddingSettings::BASE_URL, EmbeddingSettings::KEY, EmbeddingSettings::MODEL,
		EmbeddingSettings::DIMENSIONS, EmbeddingSettings::DAILY_TOKENS, 'base_url', 'api_key', 'allowed_local_hosts',
	];

	public function __construct(
		private readonly EmbeddingSpaceRepository $spaces,
		private readonly JobQueue $jobs,
	) {}

	/** @param mixed $changed Names of the changed settings. */
	public function settings_saved( mixed $changed ): void {
		if ( ! is_array( $changed ) || [] === array_intersect( self::SETTINGS, $changed ) ) {
			return;
		}
		try {
			if ( $this->spaces->has_any() ) {
				EmbedChunks::queue( $this->jobs, why: 'owner' );
			}
		} catch ( DatabaseFailure $failure ) {
			do_action( 'aaia_chatbot_log', 'error', 'Embeddings: ' . $failure->getMessage() );
		}
	}
}
