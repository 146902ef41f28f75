<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Conversations;

defined( 'ABSPATH' ) || exit;

/** Who wrote a message. */
enum AuthorType: string {

	case Visitor   = 'visitor';
	case Assistant = 'assistant';
	case Agent     = 'agent';
	case System    = 'system';
}
