<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Conversations;

defined( 'ABSPATH' ) || exit;

/** What staff say of an answer of the assistant. */
enum Verdict: string {

	case Correct = 'correct';
	/** Something is missing; the review says what. */
	case Incomplete = 'incomplete';
	/** It contradicts itself, or what is answered to like questions. */
	case Inconsistent = 'inconsistent';
	/** It was right once. */
	case Outdated = 'outdated';
	/** No source says so. */
	case Invented = 'invented';
}
