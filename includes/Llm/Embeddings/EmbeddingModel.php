<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Llm\Embeddings;

defined( 'ABSPATH' ) || exit;

/** A model that turns texts into lists of numbers, and where it is. Lists of two models must never be compared. */
final class EmbeddingModel {

	/**
	 * @param string $address    Of the server, without a key, such as `https://api.openai.com/v1`.
	 * @param string $name       As its provider writes it.
	 * @param int    $dimensions Numbers a list is to have; 0 leaves the model's own.
	 */
	public function __construct(
		public readonly string $address,
		public readonly string $name,
		public readonly int $dimensions = 0,
	) {}

	/** Whether lists of both can be compared. */
	public function is( self $other ): bool {
		return $this->address === $other->address && $this->name === $other->name && $this->dimensions === $other->dimensions;
	}
}
