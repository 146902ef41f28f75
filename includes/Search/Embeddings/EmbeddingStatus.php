<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Search\Embeddings;

defined( 'ABSPATH' ) || exit;

/** State of vector search, in figures. */
final class EmbeddingStatus {

	/**
	 * @param EmbeddingProgress $progress
	 * @param int    $chunks       Passages to embed.
	 * @param int    $estimate     Estimated tokens of all passages; 0 once embedding has started.
	 * @param int    $done         Passages processed with the configured model.
	 * @param int    $refused      Passages the server refused; they are found by keywords only.
	 * @param int    $tokens       Tokens used so far for the configured model.
	 * @param int    $tokens_today Tokens used today (UTC).
	 * @param int    $daily        Maximum tokens per day.
	 * @param int    $bytes        Bytes of vectors and their codes.
	 * @param string $searched     Model whose vectors searches use; empty when none.
	 * @param int    $dimensions   Dimensions of a vector; 0 before the first.
	 * @param string $problem      Why embedding stopped or searches use keywords only; empty without a problem.
	 */
	public function __construct(
		public readonly EmbeddingProgress $progress,
		public readonly int $chunks,
		public readonly int $estimate,
		public readonly int $done,
		public readonly int $refused,
		public readonly int $tokens,
		public readonly int $tokens_today,
		public readonly int $daily,
		public readonly int $bytes,
		public readonly string $searched,
		public readonly int $dimensions,
		public readonly string $problem,
	) {}
}
