<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Tools;

defined( 'ABSPATH' ) || exit;

/** Whether a tool acts at once or waits for the visitor's word. */
enum Approval: string {

	case Ask       = 'ask';
	case Automatic = 'automatic';
}
