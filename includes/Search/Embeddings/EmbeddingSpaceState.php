<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Search\Embeddings;

defined( 'ABSPATH' ) || exit;

/** State of an embedding space. */
enum EmbeddingSpaceState: string {

	/** Being filled; no search uses it. */
	case Building = 'building';

	/** Used by searches. At most one space is live. */
	case Live = 'live';

	/** Being deleted, in batches. */
	case Dropped = 'dropped';
}
