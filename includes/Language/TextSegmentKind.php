<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Language;

defined( 'ABSPATH' ) || exit;

/** What a piece of a passage is to a reader. */
enum TextSegmentKind {

	/** A whole sentence. */
	case Sentence;
	/** A line of a list or table ("Monday: 9 am - 6 pm"), kept whole. */
	case Item;
	/** A title or a question of a list of questions: says what follows, answers nothing. */
	case Heading;
}
