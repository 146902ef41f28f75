<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Assistant\Conditions;

defined( 'ABSPATH' ) || exit;

/** What a visitor rated badly or reported. */
enum RatingTarget: string {

	case Answer       = 'answer';
	case Conversation = 'conversation';
	/** An error was reported on a source of an answer. */
	case Source       = 'source';
}
