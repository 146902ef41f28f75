<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Improve\Gaps;

defined( 'ABSPATH' ) || exit;

/** What staff did with a gap. A question that is asked again opens it again. */
enum GapState: string {

	case Open     = 'open';
	case Answered = 'answered';
	case Ignored  = 'ignored';
}
