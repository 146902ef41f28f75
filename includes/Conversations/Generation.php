<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Conversations;

defined( 'ABSPATH' ) || exit;

/** How far a message has been written. */
enum Generation: string {

	case Streaming   = 'streaming';
	case Complete    = 'complete';
	/** What was written stands, the rest never came. */
	case Interrupted = 'interrupted';
	case Failed      = 'failed';
}
