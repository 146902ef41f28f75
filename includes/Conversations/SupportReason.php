<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Conversations;

defined( 'ABSPATH' ) || exit;

/** Reason of a request for a person. */
enum SupportReason: string {

	/** The visitor asks for a person. */
	case Asked       = 'asked';
	/** The visitor wants to be contacted. */
	case Contact     = 'contact';
	case Frustration = 'frustration';
	case Technical   = 'technical';
	/** Help beyond what the assistant can do. */
	case OutOfScope  = 'out_of_scope';
}
