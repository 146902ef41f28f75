<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Llm\Embeddings;

defined( 'ABSPATH' ) || exit;

/** Turns texts into vectors: texts that mean the same get vectors that point the same way. */
interface EmbeddingClient {

	/** Texts of one call at the most. */
	public const MOST = 64;

	/**
	 * Vectors of some texts.
	 *
	 * @param non-empty-list<string> $texts   At most MOST, none empty.
	 * @param float                  $seconds For everything, repeated tries included.
	 *
	 * @throws \Aaia\Chatbot\Llm\LlmFailure When not all of them could be had.
	 */
	public function embed( array $texts, float $seconds ): EmbeddingBatch;
}
