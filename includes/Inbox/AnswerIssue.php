<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Inbox;

defined( 'ABSPATH' ) || exit;

/** What may be wrong with an answer, by its metrics. Conversations that hold such an answer are marked, and lists can be narrowed to them. */
enum AnswerIssue: string {

	/** Less than half of its words stand in the passages. */
	case Weak    = 'weak';
	/** It names figures or addresses that stand nowhere. */
	case Flagged = 'flagged';
	/** The assistant did not know. */
	case Refused = 'refused';

	/**
	 * The mark of conversations that hold such an answer; an index begins with it and ends in the order of lists.
	 *
	 * @return literal-string
	 */
	public function condition(): string {
		return match ( $this ) {
			self::Weak    => 'c.weak_answers = 1',
			self::Flagged => 'c.flagged_answers = 1',
			self::Refused => 'c.refused_answers = 1',
		};
	}

	/** @return literal-string Name of that index. */
	public function index(): string {
		return match ( $this ) {
			self::Weak    => 'weak_activity',
			self::Flagged => 'flagged_activity',
			self::Refused => 'refused_activity',
		};
	}
}
