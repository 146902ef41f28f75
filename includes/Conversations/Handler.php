<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Conversations;

defined( 'ABSPATH' ) || exit;

/** Who answers the visitor's next message. */
enum Handler: string {

	case Assistant = 'assistant';
	case Human     = 'human';
}
