<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Llm\Embeddings;

defined( 'ABSPATH' ) || exit;

/** What a server made of some texts. */
final class EmbeddingBatch {

	/**
	 * @param non-empty-list<non-empty-list<float>> $vectors One for each text, in their order; all of one length, finite, none of zeros only.
	 * @param int                                   $tokens  What the provider counts, else an estimate.
	 */
	public function __construct(
		public readonly array $vectors,
		public readonly int $tokens,
	) {}

	/** Numbers in each vector. */
	public function dimensions(): int {
		return count( $this->vectors[0] );
	}
}
