<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Conversations;

defined( 'ABSPATH' ) || exit;

/** Result of a request for a person. */
enum RequestOutcome: string {

	/** Stored; the team is alerted at once, as its rules say. */
	case Recorded  = 'recorded';
	/** Stored above a cap: it is in the inbox, and the alert comes in a bundle. */
	case Collected = 'collected';
	/** The conversation already has an open request. */
	case Known     = 'known';
}
