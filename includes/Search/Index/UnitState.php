<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Search\Index;

defined( 'ABSPATH' ) || exit;

/** Where the index finds a unit. */
enum UnitState: int {

	/** Its postings are in its segment; it has no vector of its own. */
	case Indexed = 0;

	/** In no segment yet: searched by its vector. */
	case Fresh = 1;

	/** Deleted, but its segment still holds it: its vector is taken off the counts and it is never shown. */
	case Removed = 2;
}
