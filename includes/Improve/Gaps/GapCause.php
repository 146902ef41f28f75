<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Improve\Gaps;

defined( 'ABSPATH' ) || exit;

/** Why the assistant has no good answer. */
enum GapCause: string {

	/** No page holds what is asked. */
	case Missing       = 'missing';
	/** A page holds it, but the assistant did not answer from it. */
	case Buried        = 'buried';
	/** The page that answers is out of date or was reported. */
	case Stale         = 'stale';
	/** Pages say different things. */
	case Contradictory = 'contradictory';
	/** The site is not about this. */
	case OutOfScope    = 'out_of_scope';
}
