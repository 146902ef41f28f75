<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Llm\Embeddings;

defined( 'ABSPATH' ) || exit;

/** Where embeddings come from. Another plugin, or an adapter to a later WordPress's own, replaces it by implementing this. */
interface EmbeddingProvider {

	/** The model the owner wants; null when embeddings are off or not set up. */
	public function current(): ?EmbeddingModel;

	/** Reaches a model; null when it cannot be reached any more, for the owner now names another server. */
	public function client( EmbeddingModel $model ): ?EmbeddingClient;

	/**
	 * The vector of a question somebody waits for.
	 *
	 * Never takes long and never throws: a server that is slow, down or resting after failures costs a second and a half at most,
	 * and nothing while it rests. Failures are kept for the owner.
	 *
	 * @return list<float> Empty when it could not be had in time.
	 */
	public function of_question( EmbeddingModel $model, string $question ): array;

	/** What went wrong last, for the owner; empty when all is well. */
	public function problem(): string;
}
