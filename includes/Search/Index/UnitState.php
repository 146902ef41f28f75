<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Search\Index;

defined( 'ABSPATH' ) || exit;

/** Where the index keeps the terms of a unit. */
enum UnitState: int {

	/** Its postings are in a segment; it has no vector of its own. */
	case Indexed = 0;

	/** In no segment yet; searched by its vector. */
	case Fresh = 1;

	/** Deleted, but still in its segment. Its vector is subtracted from document frequencies, and it is never shown. */
	case Removed = 2;
}
