<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Search\Embeddings;

defined( 'ABSPATH' ) || exit;

/** State of vector search. */
enum EmbeddingProgress: string {

	/** Switched off, or no server is configured. */
	case Off = 'off';

	/** Switched on, but not started for the configured model. */
	case NotStarted = 'not_started';

	/** Passages are being embedded. */
	case Building = 'building';

	/** Searches use the vectors. */
	case Ready = 'ready';
}
