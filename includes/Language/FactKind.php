<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Language;

defined( 'ABSPATH' ) || exit;

/** Kinds of facts in an answer that can be verified literally. */
enum FactKind: string {

	case Email  = 'email';
	case Url    = 'url';
	case Date   = 'date';
	case Phone  = 'phone';
	case Price  = 'price';
	case Time   = 'time';
	case Number = 'number';
}
