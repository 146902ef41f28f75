<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Search\Embeddings;

defined( 'ABSPATH' ) || exit;

/** How a run of embedding ended. */
enum EmbedOutcome {

	/** Every chunk has its vector. */
	case Done;

	/** The time of the run is used up. */
	case MoreToDo;

	/** The day's tokens are used up. */
	case Exhausted;

	/** Another worker is embedding this space. */
	case Busy;

	/** Embeddings are off, or not started for the configured model. */
	case Off;
}
