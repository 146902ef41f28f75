<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Improve\Gaps;

defined( 'ABSPATH' ) || exit;

/** What was wrong with an answer, and how much harm it does: gaps are ranked by the sum. */
enum GapSignal: string {

	/** The visitor rated the answer, or the conversation that it ends, badly. */
	case Rated     = 'rated';
	/** Staff judged it incomplete, inconsistent, outdated or invented. */
	case Reviewed  = 'reviewed';
	/** The visitor reported an error on one of its sources. */
	case Reported  = 'reported';
	/** The visitor asked for a person after it. */
	case Escalated = 'escalated';
	/** The assistant did not know. */
	case Refused   = 'refused';
	/** It contains figures or addresses that are in no passage. */
	case Flagged   = 'flagged';
	/** Less than half of its words are in the passages. */
	case Weak      = 'weak';

	/** A wrong answer that was believed does more harm than none. */
	public function harm(): int {
		return match ( $this ) {
			self::Rated, self::Reviewed   => 5,
			self::Reported                => 4,
			self::Escalated, self::Flagged => 3,
			self::Refused                 => 2,
			self::Weak                    => 1,
		};
	}
}
