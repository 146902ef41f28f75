<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Tools;

defined( 'ABSPATH' ) || exit;

/** Whether a tool runs at once or needs the visitor's approval. */
enum Approval: string {

	case Ask       = 'ask';
	case Automatic = 'automatic';
}
