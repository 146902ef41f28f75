<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Conversations;

defined( 'ABSPATH' ) || exit;

/** Status of a conversation. Archiving is separate, so that unarchiving keeps the status. */
enum Status: string {

	case Open     = 'open';
	/** Waiting for a person. */
	case Pending  = 'pending';
	case Snoozed  = 'snoozed';
	case Resolved = 'resolved';
}
