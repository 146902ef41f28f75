<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Inbox;

defined( 'ABSPATH' ) || exit;

/** Issues of answers according to their metrics. Conversations with such an answer are marked, and lists can be filtered by them. */
enum AnswerIssue: string {

	/** Less than half of its words are in the passages. */
	case Weak    = 'weak';
	/** It contains figures or addresses that are in no passage. */
	case Flagged = 'flagged';
	/** The assistant had no answer. */
	case Refused = 'refused';

	/**
	 * SQL condition for conversations with such an answer. An index starts with this column and ends with the sort columns of lists.
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
