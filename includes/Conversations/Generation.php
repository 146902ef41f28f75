<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Conversations;

defined( 'ABSPATH' ) || exit;

/** State of the writing of a message. */
enum Generation: string {

	case Streaming   = 'streaming';
	case Complete    = 'complete';
	/** Ended early; keeps what was written. */
	case Interrupted = 'interrupted';
}
