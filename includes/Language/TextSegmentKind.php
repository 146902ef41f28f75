<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Language;

defined( 'ABSPATH' ) || exit;

/** Kind of a text segment. */
enum TextSegmentKind {

	/** A whole sentence. */
	case Sentence;
	/** A list item or table row ("Monday: 9 am - 6 pm"), never split. */
	case Item;
	/** A title, or a question of an FAQ: introduces what follows and is no answer itself. */
	case Heading;
}
