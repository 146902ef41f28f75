<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Conversations;

defined( 'ABSPATH' ) || exit;

/** How a request for a person was made. */
enum SupportOrigin: string {

	case Button = 'button';
	case Tool   = 'tool';
}
