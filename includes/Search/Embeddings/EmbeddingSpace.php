<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Search\Embeddings;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Llm\Embeddings\EmbeddingModel;

/** The vectors of all chunks made by one model. Vectors of different spaces are not comparable. */
final class EmbeddingSpace {

	/**
	 * @param int            $id
	 * @param EmbeddingSpaceState     $state
	 * @param EmbeddingModel $model      Model that made the vectors.
	 * @param int            $dimensions Dimensions of each vector; 0 before the first one.
	 * @param int            $position   Chunks up to this id are processed.
	 * @param int            $tokens     Tokens used so far.
	 * @param string         $mean       Mean of its first vectors, packed; empty until there are enough.
	 * @param string         $error      Why embedding stopped; empty without a failure.
	 */
	public function __construct(
		public readonly int $id,
		public readonly EmbeddingSpaceState $state,
		public readonly EmbeddingModel $model,
		public readonly int $dimensions,
		public readonly int $position,
		public readonly int $tokens,
		public readonly string $mean,
		public readonly string $error,
	) {}
}
