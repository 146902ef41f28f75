<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Search\Embeddings;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Llm\Embeddings\EmbeddingModel;

/** The vectors of one model. */
final class EmbeddingSpace {

	/**
	 * @param int            $id
	 * @param EmbeddingSpaceState     $state
	 * @param EmbeddingModel $model      Which made its vectors.
	 * @param int            $dimensions Numbers in each vector; 0 before the first one.
	 * @param int            $position   Chunks up to this id were looked at.
	 * @param int            $tokens     Used for its vectors so far.
	 * @param string         $mean       MeanVector of its first vectors, packed; empty until there are enough.
	 * @param string         $error      Why it does not go on; empty when it does.
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
