<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Language;

defined( 'ABSPATH' ) || exit;

/** How words come to mean the same as some words of a question. */
enum OtherWordsKind {

	/** Nearly always: "flingue" - "arme". */
	case Colloquial;

	/** In some sense of the word. */
	case Synonym;

	/** In the other language. */
	case Translation;
}
