<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Http;

defined( 'ABSPATH' ) || exit;

/** Validity of a token. */
enum TokenState {

	case Valid;
	/** Genuine but expired; for 90 days it can be renewed for the same visitor. */
	case Expired;
	/** Forged, truncated, revoked, or too old to be renewed. */
	case Invalid;
}
