<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Llm\Embeddings;

defined( 'ABSPATH' ) || exit;

/** Computes embeddings: vectors that point in similar directions for texts of similar meaning. */
interface EmbeddingClient {

	/** Most texts of one call. */
	public const MOST = 64;

	/**
	 * Computes the embeddings of some texts.
	 *
	 * @param non-empty-list<string> $texts   At most MOST, none empty.
	 * @param float                  $seconds Time limit, including retries.
	 *
	 * @throws \Aaia\Chatbot\Llm\LlmFailure When not all embeddings were returned.
	 */
	public function embed( array $texts, float $seconds ): EmbeddingBatch;
}
