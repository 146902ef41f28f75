<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Conversations;

defined( 'ABSPATH' ) || exit;

/** State of a turn. */
enum TurnState: string {

	/** Waits until the site writes fewer answers. */
	case Queued           = 'queued';
	case Running          = 'running';
	/** Waits for the visitor to approve a tool call. */
	case AwaitingApproval = 'awaiting_approval';
	case Done             = 'done';
	/** Stopped by the visitor, a newer message or a takeover; keeps what was written. */
	case Stopped          = 'stopped';
	case Failed           = 'failed';
}
