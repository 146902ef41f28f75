<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Health;

defined( 'ABSPATH' ) || exit;

/** Kinds of values that are compared between pages. */
enum ClaimKind: string {

	case Price = 'price';
	case Date  = 'date';
	case Delay = 'delay';
	case Phone = 'phone';
	case Email = 'email';
}
