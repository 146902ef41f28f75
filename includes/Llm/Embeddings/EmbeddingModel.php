<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Llm\Embeddings;

defined( 'ABSPATH' ) || exit;

/** An embedding model and its server. Vectors of two models must never be compared. */
final class EmbeddingModel {

	/**
	 * @param string $address    Address of the server, without a key, such as `https://api.openai.com/v1`.
	 * @param string $name       Name used by the provider.
	 * @param int    $dimensions Requested length of a vector; 0 for the model's default.
	 */
	public function __construct(
		public readonly string $address,
		public readonly string $name,
		public readonly int $dimensions = 0,
	) {}

	/** Whether vectors of both can be compared. */
	public function is( self $other ): bool {
		return $this->address === $other->address && $this->name === $other->name && $this->dimensions === $other->dimensions;
	}
}
