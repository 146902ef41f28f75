<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Search\Embeddings;

defined( 'ABSPATH' ) || exit;

/** How a turn of embedding ended. */
enum EmbedOutcome {

	/** Every chunk has its vector. */
	case Done;

	/** The turn's time was used up. */
	case MoreToDo;

	/** The day's tokens are used up. */
	case Exhausted;

	/** Another worker is at it. */
	case Busy;

	/** Embeddings are off, or not begun for the model that is set. */
	case Off;
}
