<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Search\Embeddings;

defined( 'ABSPATH' ) || exit;

/** A chunk without a vector in an embedding space. */
final class PendingChunk {

	/** @param string $text As it is embedded, see EmbeddedText. */
	public function __construct(
		public readonly int $id,
		public readonly string $text,
	) {}
}
