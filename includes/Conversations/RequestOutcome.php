<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Conversations;

defined( 'ABSPATH' ) || exit;

/** What became of a request for a person. */
enum RequestOutcome: string {

	/** Recorded; the team is told at once, as its rules say. */
	case Recorded  = 'recorded';
	/** Recorded above a cap: staff find it in the inbox, and are told in a bundle. */
	case Collected = 'collected';
	/** One is in force already. */
	case Known     = 'known';
}
