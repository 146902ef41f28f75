<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Conversations;

defined( 'ABSPATH' ) || exit;

/** What became of the time by which a visitor was promised an answer. */
enum Promise: string {

	case Open = 'open';
	/** Answered or resolved in time. */
	case Kept   = 'kept';
	case Broken = 'broken';
}
