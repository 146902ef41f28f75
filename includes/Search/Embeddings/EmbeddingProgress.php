<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Search\Embeddings;

defined( 'ABSPATH' ) || exit;

/** Where search by meaning stands. */
enum EmbeddingProgress: string {

	/** The owner has it off, or has named no server. */
	case Off = 'off';

	/** It is on; the passages were never sent to the model that is set. */
	case NotStarted = 'not_started';

	/** Passages are being embedded. */
	case Building = 'building';

	/** Searches use it. */
	case Ready = 'ready';
}
