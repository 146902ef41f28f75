<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Assistant\Metrics;

defined( 'ABSPATH' ) || exit;

/** Reasons why a message has no metrics. */
enum MissingReason: string {

	/** An agent wrote it. */
	case Person         = 'person';
	/** The site itself wrote it, as a notice or by a rule. */
	case Rule           = 'rule';
	/** It is still being generated. */
	case Unfinished     = 'unfinished';
	/** It is older than the index, or than the feature. */
	case BeforeIndexing = 'before_indexing';
	/** Nothing of the site is indexed. */
	case IndexOff       = 'index_off';
	/** The metrics could not be stored. */
	case Error          = 'error';
}
