<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Assistant\Metrics;

defined( 'ABSPATH' ) || exit;

/** Why nothing is known of how a message came about. */
enum MissingReason: string {

	/** An agent wrote it. */
	case Person         = 'person';
	/** The site itself wrote it: a notice, a rule. */
	case Rule           = 'rule';
	/** It is still being written. */
	case Unfinished     = 'unfinished';
	/** It is older than the index, or than these figures. */
	case BeforeIndexing = 'before_indexing';
	/** Nothing of the site is indexed. */
	case IndexOff       = 'index_off';
	/** They could not be kept. */
	case Error          = 'error';
}
