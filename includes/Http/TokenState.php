<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Http;

defined( 'ABSPATH' ) || exit;

/** What a token is worth. */
enum TokenState {

	case Valid;
	/** Right but too old; for 90 days it still fetches a new one for the same visitor. */
	case Expired;
	/** Forged, cut, revoked, or older than that. */
	case Invalid;
}
