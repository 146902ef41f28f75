<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Llm\Embeddings;

defined( 'ABSPATH' ) || exit;

/** Computes embeddings: vectors that point in similar directions for texts of similar meaning. */
interface EmbeddingClient {

	/**
	 * Computes the embeddings of some texts.
	 *
	 * @param non-empty-list<string> $texts   At most 64, none empty.
	 * @param float                  $seconds Time limit, including retries.
	 *
	 * @throws \Aaia\Chatbot\Llm\LlmFailure When not all embeddings were returned.
	 */
	public function embed( array $texts, float $seconds ): EmbeddingBatch;
}
