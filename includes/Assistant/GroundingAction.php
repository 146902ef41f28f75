<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Assistant;

defined( 'ABSPATH' ) || exit;

/** What happens to a model's answer with figures or addresses that no source contains. */
enum GroundingAction: string {

	case Off      = 'off';
	/** A note under the answer names them. */
	case Annotate = 'annotate';
	/** The answer is not shown; a refusal with the offer of a person replaces it. */
	case Replace  = 'replace';
}
