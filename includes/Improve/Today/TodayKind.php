<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Improve\Today;

defined( 'ABSPATH' ) || exit;

/** What the page "Today" leads through, in this order. */
enum TodayKind: string {

	/** People who wait for a person. Goes with the answer. */
	case Waiting = 'waiting';
	/** Thumbs down, and scores of 1 or 2. */
	case Rating = 'rating';
	/** Answers with figures or addresses that are in no source. */
	case Flagged = 'flagged';
	/** Errors that visitors reported on sources. Goes when the report is settled. */
	case Report = 'report';
	/** Answers whose figures differ from those of an earlier answer to a like question. */
	case Contradiction = 'contradiction';
	/** Visitors' messages with numbers of cards, accounts or social security. */
	case Sensitive = 'sensitive';
	/** Conversations that do not go on by themselves. */
	case Stuck = 'stuck';
	/** The weekly random sample of answers to judge. */
	case Sample = 'sample';

	/**
	 * Kinds that a verdict on the answer settles.
	 *
	 * @return list<self>
	 */
	public static function of_answers(): array {
		return [ self::Rating, self::Flagged, self::Contradiction, self::Sample ];
	}
}
