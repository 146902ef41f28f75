<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Health;

defined( 'ABSPATH' ) || exit;

/** Kinds of problems of a page. */
enum FindingKind: string {

	case DeadLink = 'link';
	case Expired  = 'expired';
	case Price    = 'price';
	case Date     = 'date';
	case Delay    = 'delay';
	case Phone    = 'phone';
	case Email    = 'email';
}
