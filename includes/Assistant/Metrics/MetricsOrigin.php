<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Assistant\Metrics;

defined( 'ABSPATH' ) || exit;

/** Origin of the metrics of an answer. */
enum MetricsOrigin: string {

	/** Recorded when the answer was given. */
	case Recorded   = 'recorded';
	/** Recomputed later with the index of that time: the answer may have been based on other passages. */
	case Recomputed = 'recomputed';
}
