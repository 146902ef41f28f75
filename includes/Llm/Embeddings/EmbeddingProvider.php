<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Llm\Embeddings;

defined( 'ABSPATH' ) || exit;

/** Source of embeddings. Another plugin can replace it, as can an adapter to a future API of WordPress. */
interface EmbeddingProvider {

	/** The model the owner chose; null when embeddings are off or not set up. */
	public function current(): ?EmbeddingModel;

	/** A client for a model; null when the owner has since chosen another server. */
	public function client( EmbeddingModel $model ): ?EmbeddingClient;

	/**
	 * Returns the embedding of a question while a visitor waits.
	 *
	 * Never throws and is time-limited: a slow or failing server costs at most a second and a half,
	 * and nothing while it is paused after repeated failures. Failures are recorded for the owner.
	 *
	 * @return list<float> Empty when there was none in time.
	 */
	public function of_question( EmbeddingModel $model, string $question ): array;

	/** The last failure, as a sentence for the owner; empty when there is none. */
	public function problem(): string;
}
