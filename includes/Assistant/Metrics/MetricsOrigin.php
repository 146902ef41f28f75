<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Assistant\Metrics;

defined( 'ABSPATH' ) || exit;

/** Where figures about an answer come from. */
enum MetricsOrigin: string {

	/** Kept when the answer was given. */
	case Recorded   = 'recorded';
	/** Found later, with the index of that later day: the answer may have stood on other passages. */
	case Recomputed = 'recomputed';
}
