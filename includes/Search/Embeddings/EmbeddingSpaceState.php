<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Search\Embeddings;

defined( 'ABSPATH' ) || exit;

/** What a space of vectors is used for. */
enum EmbeddingSpaceState: string {

	/** It is being filled; no search uses it. */
	case Building = 'building';

	/** Searches use it. At most one is. */
	case Live = 'live';

	/** It is being deleted, a little at a time. */
	case Dropped = 'dropped';
}
