<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Conversations;

defined( 'ABSPATH' ) || exit;

/** How far a question has come. */
enum TurnState: string {

	/** Waits for a free place. */
	case Queued           = 'queued';
	case Running          = 'running';
	/** The visitor is asked to confirm what a tool wants to do. */
	case AwaitingApproval = 'awaiting_approval';
	case Done             = 'done';
	/** By the visitor, a newer message or a takeover; what was written stays. */
	case Stopped          = 'stopped';
	case Failed           = 'failed';
}
