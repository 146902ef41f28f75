<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Conversations;

defined( 'ABSPATH' ) || exit;

/** Where a conversation stands. Being archived is apart from it, so that unarchiving restores it. */
enum Status: string {

	case Open     = 'open';
	/** Waiting for a person. */
	case Pending  = 'pending';
	case Snoozed  = 'snoozed';
	case Resolved = 'resolved';
}
