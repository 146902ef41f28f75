<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Inbox;

/** What may be wrong with an answer, by its metrics. Lists can be narrowed to conversations that hold such an answer. */
enum AnswerTrouble: string {

	/** Less than half of its words stand in the passages. */
	case Weak    = 'weak';
	/** It names figures or addresses that stand nowhere. */
	case Flagged = 'flagged';
	/** The assistant did not know. */
	case Refused = 'refused';

	/**
	 * Conversations that hold such an answer; decided row by row, by the metrics' index on conversations.
	 *
	 * @param string $metrics Full name of the table of metrics.
	 */
	public function condition( string $metrics ): Condition {
		return new Condition(
			match ( $this ) {
				self::Weak    => 'EXISTS ( SELECT 1 FROM %i a WHERE a.conversation_id = c.id AND a.support < 50 )',
				self::Flagged => 'EXISTS ( SELECT 1 FROM %i a WHERE a.conversation_id = c.id AND a.flags > 0 )',
				self::Refused => 'EXISTS ( SELECT 1 FROM %i a WHERE a.conversation_id = c.id AND a.refused = 1 )',
			},
			[ $metrics ]
		);
	}
}
