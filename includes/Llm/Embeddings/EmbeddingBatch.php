<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Llm\Embeddings;

defined( 'ABSPATH' ) || exit;

/** Embeddings of some texts. */
final class EmbeddingBatch {

	/**
	 * @param non-empty-list<non-empty-list<float>> $vectors One for each text, in their order; all of one length, finite, none of zeros only.
	 * @param int                                   $tokens  As reported by the provider, else an estimate.
	 */
	public function __construct(
		public readonly array $vectors,
		public readonly int $tokens,
	) {}

	/** Length of each vector. */
	public function dimensions(): int {
		return count( $this->vectors[0] );
	}
}
