<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Search\Embeddings;

defined( 'ABSPATH' ) || exit;

/** Where search by meaning stands, in figures. */
final class EmbeddingStatus {

	/**
	 * @param EmbeddingProgress $progress
	 * @param int               $chunks       Passages that are to have a vector.
	 * @param int               $estimate     Tokens that all of them are about; 0 once they are being embedded.
	 * @param int               $done         Passages that were looked at by the model that is set.
	 * @param int               $refused      Passages the server refused; they are found by words.
	 * @param int               $tokens       Used for the model that is set so far.
	 * @param int               $tokens_today Used today (UTC).
	 * @param int               $daily        May be used a day.
	 * @param int               $bytes        Vectors and their codes.
	 * @param string            $searched     Model whose vectors searches use; empty when none.
	 * @param int               $dimensions   Numbers in a vector; 0 before the first.
	 * @param string            $problem      Why it does not go on, or questions are answered by words alone; empty when all is well.
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
